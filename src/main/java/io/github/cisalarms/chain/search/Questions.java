package io.github.cisalarms.chain.search;

import io.github.cisalarms.chain.Chain;
import io.github.cisalarms.chain.Finding;
import io.github.cisalarms.chain.Judge;
import io.github.cisalarms.chain.Source;
import io.github.cisalarms.chain.Unread;
import io.github.cisalarms.chain.rule.Rule;
import io.github.cisalarms.chain.rule.Rule.Stage;
import io.github.cisalarms.chain.rule.Rules;
import io.github.cisalarms.chain.value.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Asks the rules about a chain. */
final class Questions {

  private static final Map<Judge, Map<Stage, List<Rule>>> RULES = new EnumMap<>(Judge.class);

  static {
    for (Judge judge : Judge.values()) {
      Map<Stage, List<Rule>> stages = new EnumMap<>(Stage.class);
      for (Stage stage : Stage.values()) {
        stages.put(stage, Rules.of(judge, stage));
      }
      RULES.put(judge, stages);
    }
  }

  private Questions() {}

  /** The rules that make up a verdict, at one stage. */
  static List<Rule> of(Judge judge, Stage stage) {
    return RULES.get(judge).get(stage);
  }

  /**
   * Asks the rules of a stage; without anything at this stage only until one doesn't hold.
   *
   * @return what was found before, and what they find
   */
  static List<Finding> ask(Chain chain, Stage stage, boolean present, List<Finding> before) {
    List<Finding> found = new ArrayList<>(before);
    for (Rule rule : of(chain.judge(), stage)) {
      if (rule.isOfAccountsAlone() && chain.source() == Source.PLAN) {
        continue;
      }
      Finding finding = explained(chain, rule.check(chain));
      found.add(finding);
      if (!present && finding.answer() != Answer.YES) {
        break;
      }
    }
    return found;
  }

  /** What is unknown since it could not be read says why. */
  private static Finding explained(Chain chain, Finding finding) {
    return finding.answer() != Answer.UNKNOWN
        ? finding
        : chain
            .infrastructure()
            .unread(Unread.Kind.ATTRIBUTES, finding.address())
            .map(
                unread ->
                    new Finding(
                        finding.rule(),
                        finding.link(),
                        Answer.UNKNOWN,
                        finding.address(),
                        unread.why(),
                        unread.remedy()))
            .orElse(finding);
  }
}
