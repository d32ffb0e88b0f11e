package io.github.cisalarms.report;

import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A review as JUnit XML: one test case for each required control. */
public final class JunitReport {

  private JunitReport() {}

  /**
   * The document. A control of which the plan tells too little fails, or is skipped if that is
   * allowed.
   */
  public static String of(Verdict review) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      write(review, xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  private static void write(Verdict review, XMLStreamWriter xml) throws XMLStreamException {
    List<ControlVerdict> controls = review.required();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "cis-alarms review " + Shown.text(review.source()));
    xml.writeAttribute("tests", Integer.toString(controls.size()));
    xml.writeAttribute("failures", Long.toString(count(review, true)));
    xml.writeAttribute("skipped", Long.toString(count(review, false)));
    xml.writeAttribute("errors", "0");
    for (ControlVerdict control : controls) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", "cis-alarms." + Shown.text(review.source()));
      xml.writeAttribute("name", control.control().slug());
      if (control.allowed().isPresent()) {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("system-out");
        xml.writeCharacters("allowed: " + line(control.allowed().get()));
        xml.writeEndElement();
        xml.writeCharacters("\n  ");
      }
      if (control.holds() != Answer.YES) {
        List<Finding> findings = review.findings(control);
        boolean failure = isFailure(review, control);
        xml.writeCharacters("\n    ");
        xml.writeStartElement(failure ? "failure" : "skipped");
        xml.writeAttribute("message", findings.isEmpty() ? "" : findings.get(0).message());
        if (failure) {
          xml.writeAttribute("type", findings.isEmpty() ? "" : findings.get(0).rule());
          xml.writeCharacters(
              findings.stream().map(JunitReport::line).collect(Collectors.joining("\n")));
        }
        xml.writeEndElement();
        xml.writeCharacters("\n  ");
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static boolean isFailure(Verdict review, ControlVerdict control) {
    return control.holds() == Answer.NO
        || control.holds() == Answer.UNKNOWN && !review.requirements().allowUnknown();
  }

  private static long count(Verdict review, boolean failures) {
    return review.required().stream()
        .filter(control -> control.holds() != Answer.YES)
        .filter(control -> isFailure(review, control) == failures)
        .count();
  }

  private static String line(Finding finding) {
    return finding.link().word()
        + " "
        + finding.address()
        + " ["
        + finding.rule()
        + "]: "
        + finding.message()
        + (finding.remedy().isEmpty() ? "" : "; remedy: " + finding.remedy());
  }
}
