package io.github.cisalarms.drill.report;

import io.github.cisalarms.drill.DrillResult;
import io.github.cisalarms.drill.LineResult;
import io.github.cisalarms.drill.Step;
import io.github.cisalarms.report.JunitXml;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What a drill saw as JUnit XML: a test case for each alarm, and one for all that is beside. */
public final class DrillJunit {

  private static final String CLASS = "cis-alarms.";

  private DrillJunit() {}

  /** The document. */
  public static String of(DrillResult result) {
    List<LineResult> failed = result.lines().stream().filter(line -> !line.isSeen()).toList();
    int beside = result.problems().isEmpty() ? 0 : 1;
    return JunitXml.document(
        xml -> {
          JunitXml.suite(
              xml,
              "cis-alarms drill " + result.id(),
              result.lines().size() + 1,
              failed.size() + beside,
              0,
              0);
          for (LineResult line : result.lines()) {
            testCase(result, line, xml);
          }
          start(result, "nothing is wrong beside", xml);
          if (beside > 0) {
            failure("problem", result.problems().get(0), String.join("\n", result.problems()), xml);
          }
          end(xml);
          xml.writeCharacters("\n");
          xml.writeEndElement();
        });
  }

  private static void testCase(DrillResult result, LineResult line, XMLStreamWriter xml)
      throws XMLStreamException {
    start(result, line.alarm().orElse(line.control()), xml);
    if (!line.isSeen()) {
      Step step = line.firstFailed().orElseThrow();
      String text =
          line.steps().keySet().stream()
              .map(each -> DrillText.line(line, each))
              .reduce("", (a, b) -> a + b + "\n");
      failure(step.word(), line.steps().get(step).reason(), text, xml);
    }
    end(xml);
  }

  private static void start(DrillResult result, String name, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", CLASS + result.account() + "." + result.region());
    xml.writeAttribute("name", name);
  }

  private static void failure(String type, String message, String text, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("failure");
    xml.writeAttribute("message", message);
    xml.writeAttribute("type", type);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void end(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeEndElement();
  }
}
