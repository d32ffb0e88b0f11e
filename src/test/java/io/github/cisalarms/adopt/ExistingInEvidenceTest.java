package io.github.cisalarms.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.account.Evidence;
import io.github.cisalarms.account.EvidenceFile;
import io.github.cisalarms.account.Operation;
import io.github.cisalarms.chain.value.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExistingInEvidenceTest {

  private static final String NOBODY = "arn:aws:sns:us-east-1:111122223333:nobody";

  private static Evidence example() throws IOException {
    return EvidenceFile.read(Path.of("docs/adopt/evidence.json"));
  }

  private static Answer tellsSomebody(Evidence evidence) {
    return ExistingInEvidence.of("evidence.json", evidence, "us-east-1").tellsSomebody(NOBODY);
  }

  @Test
  void knowsATopicThatNobodyHasSubscribedTo() throws IOException {
    assertThat(tellsSomebody(example())).isEqualTo(Answer.NO);
  }

  @Test
  void doesNotTakeATopicWhoseSubscriptionsNobodyHasReadForOneWithout() throws IOException {
    Evidence all = example();
    Evidence some =
        new Evidence(
            all.account(),
            all.caller(),
            all.region(),
            all.started(),
            all.ended(),
            all.calls().stream()
                .filter(
                    call ->
                        call.operation() != Operation.LIST_SUBSCRIPTIONS_BY_TOPIC
                            || !NOBODY.equals(call.parameters().get("TopicArn")))
                .toList());

    assertThat(tellsSomebody(some)).isEqualTo(Answer.UNKNOWN);
  }
}
