package io.github.cisalarms.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.chain.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

  private static final String ID = "mrk-1234abcd12ab34cd56ef1234567890ab";

  @Test
  void aKeyOfSeveralRegionsIsThatOfThePlaceWhereItIsNamed() {
    Infrastructure infrastructure =
        new Infrastructure(Source.ACCOUNT, List.of(key("us-east-1"), key("eu-central-1")));

    assertThat(infrastructure.key(Value.known(ID), place("eu-central-1")))
        .contains(key("eu-central-1"));
    assertThat(infrastructure.key(Value.known(ID), place("us-east-1"))).contains(key("us-east-1"));
    assertThat(infrastructure.key(Value.known(ID), place("eu-west-1")))
        .as("the key is known, and that it is elsewhere")
        .contains(key("us-east-1"));
  }

  private static Place place(String region) {
    return new Place(Value.known("111122223333"), Value.known(region));
  }

  private static Key key(String region) {
    String arn = "arn:aws:kms:" + region + ":111122223333:key/" + ID;
    return new Key(
        arn,
        List.of(Value.known(arn), Value.known(ID)),
        place(region),
        Value.known(true),
        Value.absent(),
        arn,
        List.of());
  }
}
