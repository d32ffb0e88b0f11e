package io.github.cisalarms.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The frame of a document in JUnit's XML. */
public final class JunitXml {

  private JunitXml() {}

  /** What stands in a document. */
  @FunctionalInterface
  public interface Content {

    /** Writes it, with what it opens closed again. */
    void writeTo(XMLStreamWriter xml) throws XMLStreamException;
  }

  /** A document in UTF-8, with a line feed at its end. */
  public static String document(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      content.writeTo(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  /** Opens a test suite. */
  public static void suite(
      XMLStreamWriter xml, String name, int tests, long failures, long skipped, int errors)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(tests));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("skipped", Long.toString(skipped));
    xml.writeAttribute("errors", Integer.toString(errors));
  }
}
