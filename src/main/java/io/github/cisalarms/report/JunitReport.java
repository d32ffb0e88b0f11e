package io.github.cisalarms.report;

import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Shown;
import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.ControlVerdict;
import io.github.cisalarms.chain.verdict.Drift;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import io.github.cisalarms.chain.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A review as JUnit XML: one test case for each required control. */
public final class JunitReport {

  private static final String CLASS = "cis-alarms.";

  private JunitReport() {}

  /**
   * The document. A control of which the plan tells too little fails, or is skipped if that is
   * allowed.
   */
  public static String of(Verdict review) {
    return JunitXml.document(
        xml -> write(review, "cis-alarms review " + Shown.text(review.source()), "", xml));
  }

  /**
   * The document for a fleet: a test suite for each account. An account that could not be read has
   * one test case, which is in error, and one that differs from its configuration one more, which
   * fails.
   */
  public static String of(FleetVerdict fleet) {
    return JunitXml.document(
        xml -> {
          xml.writeStartElement("testsuites");
          xml.writeAttribute("name", "cis-alarms audit");
          for (AccountVerdict account : fleet.accounts()) {
            xml.writeCharacters("\n");
            if (account.isRead()) {
              String drift =
                  account.drift().stream().map(JunitReport::line).collect(Collectors.joining("\n"));
              write(account.verdict().orElseThrow(), account.title(), drift, xml);
            } else {
              unread(account, xml);
            }
          }
          xml.writeCharacters("\n");
          xml.writeEndElement();
        });
  }

  private static void unread(AccountVerdict account, XMLStreamWriter xml)
      throws XMLStreamException {
    JunitXml.suite(xml, account.title(), 1, 0, 0, 1);
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", CLASS + account.account());
    xml.writeAttribute("name", "account is read");
    xml.writeEmptyElement("error");
    xml.writeAttribute("message", account.failure().orElseThrow());
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void write(Verdict review, String name, String drift, XMLStreamWriter xml)
      throws XMLStreamException {
    List<ControlVerdict> controls = review.required();
    int drifted = drift.isEmpty() ? 0 : 1;
    JunitXml.suite(
        xml,
        name,
        controls.size() + drifted,
        count(review, true) + drifted,
        count(review, false),
        0);
    if (!drift.isEmpty()) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", CLASS + Shown.text(review.source()));
      xml.writeAttribute("name", "account is as configured");
      xml.writeStartElement("failure");
      xml.writeAttribute("message", "the account differs from its configuration");
      xml.writeCharacters(drift);
      xml.writeEndElement();
      xml.writeEndElement();
    }
    for (ControlVerdict control : controls) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", CLASS + Shown.text(review.source()));
      xml.writeAttribute("name", control.control().slug());
      List<String> notes =
          Stream.concat(
                  control.allowed().stream().map(finding -> "allowed: " + line(finding)),
                  control.likely().stream().map(finding -> "likely: " + line(finding)))
              .toList();
      if (!notes.isEmpty()) {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("system-out");
        xml.writeCharacters(String.join("\n", notes));
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

  private static String line(Drift drift) {
    return drift.kind().word() + " " + drift.resource() + ": " + drift.what();
  }
}
