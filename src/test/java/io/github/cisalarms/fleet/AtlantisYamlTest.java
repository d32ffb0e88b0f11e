package io.github.cisalarms.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cisalarms.fleet.yaml.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AtlantisYamlTest {

  private static final String HAND_WRITTEN =
      """
      # Ours.
      version: 3
      automerge: true # on purpose
      parallel_plan: false

      projects:
      - name: network
        dir: network

      # Everything below is for the network.
      workflows:
        network:
          plan:
            steps: [init, plan]
      """;

  @Test
  void aNewFileHoldsTheStacksAlone() {
    assertThat(merge("", "dev-us-east-1"))
        .isEqualTo(
            """
            version: 3
            # >>> cis-alarms synth writes this, from cis-alarms.yaml
            parallel_apply: true
            parallel_plan: true
            # <<< cis-alarms
            projects:
              # >>> cis-alarms synth writes this, from cis-alarms.yaml
              - name: dev-us-east-1
                dir: stacks/dev-us-east-1
              # <<< cis-alarms
            """);
  }

  @Test
  void whatPeopleWroteIsKeptToTheLetter() {
    assertThat(merge(HAND_WRITTEN, "dev-us-east-1"))
        .isEqualTo(
            """
            # Ours.
            version: 3
            # >>> cis-alarms synth writes this, from cis-alarms.yaml
            parallel_apply: true
            # <<< cis-alarms
            automerge: true # on purpose
            parallel_plan: false

            projects:
            - name: network
              dir: network
            # >>> cis-alarms synth writes this, from cis-alarms.yaml
            - name: dev-us-east-1
              dir: stacks/dev-us-east-1
            # <<< cis-alarms

            # Everything below is for the network.
            workflows:
              network:
                plan:
                  steps: [init, plan]
            """);
  }

  @Test
  void whatWasGeneratedBeforeIsReplaced() {
    String once = merge(HAND_WRITTEN, "dev-us-east-1", "prod-us-east-1");
    assertThat(merge(once, "dev-us-east-1", "prod-us-east-1")).isEqualTo(once);
    assertThat(merge(once, "dev-us-east-1")).isEqualTo(merge(HAND_WRITTEN, "dev-us-east-1"));

    String alone = merge("", "dev-us-east-1");
    assertThat(merge(alone, "dev-us-east-1")).isEqualTo(alone);
  }

  @Test
  void projectsAreAddedWhereThereAreNone() {
    assertThat(merge("version: 3\nautomerge: true\n", "dev"))
        .endsWith("automerge: true\nprojects:\n" + block("  "));
    assertThat(merge("version: 3\nprojects:\nautomerge: true\n", "dev"))
        .endsWith("projects:\n" + block("  ") + "automerge: true\n");
  }

  @Test
  void anotherIndentationIsFollowed() {
    assertThat(merge("version: 3\nprojects:\n    - dir: a\n    - dir: b\n", "dev"))
        .endsWith("    - dir: b\n" + block("    "));
  }

  @Test
  void textsThatYamlWouldReadAsSomethingElseAreQuoted() {
    assertThat(merge("", "0123", "yes")).contains("- name: '0123'\n", "- name: 'yes'\n");
  }

  @Test
  void refusesAProjectThatIsGeneratedToo() {
    assertThatThrownBy(
            () ->
                merge(
                    "version: 3\nprojects:\n- name: dev\n  dir: a\n- dir: stacks/prod\n",
                    "dev",
                    "prod"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            atlantis.yaml:3:3: projects[0]: has the name or the folder of a stack, whose project is \
            generated; take it out
            atlantis.yaml:5:3: projects[1]: has the name or the folder of a stack, whose project is \
            generated; take it out""");
  }

  @Test
  void refusesWhatItCannotAddTo() {
    assertThatThrownBy(() -> merge("version: 3\nprojects: [{dir: a}]\n", "dev"))
        .hasMessage(
            "atlantis.yaml:2:1: projects: write the projects one below the other, each behind a"
                + " '- '");
    assertThatThrownBy(() -> merge("version: 2\n", "dev"))
        .hasMessage("atlantis.yaml:1:10: version: has to be 3, the version that Atlantis reads");
    assertThatThrownBy(() -> merge("projects: &a [\n", "dev"))
        .hasMessageStartingWith("atlantis.yaml:1:15: not YAML: ");
    assertThatThrownBy(() -> merge("- a\n", "dev"))
        .hasMessage("atlantis.yaml: is not a mapping; it has to start with 'version: 3'");
  }

  @Test
  void refusesMarksWithoutPartner() {
    String marked = merge("", "dev");
    assertThatThrownBy(
            () -> merge(marked.replace("projects:\n", "").replace("# <<< cis-alarms\n", ""), "dev"))
        .hasMessageStartingWith("atlantis.yaml:5:1: the mark '# >>> cis-alarms' has no partner; ");
    assertThatThrownBy(() -> merge("version: 3\n# <<< cis-alarms\n", "dev"))
        .hasMessage(
            "atlantis.yaml:2:1: the mark '# <<< cis-alarms' has no partner; take both marks out,"
                + " and what was generated between them");
  }

  private static String merge(String text, String... stacks) {
    SortedMap<String, Object> keys =
        new TreeMap<>(Map.of("parallel_plan", true, "parallel_apply", true));
    return AtlantisYaml.merge(
        "atlantis.yaml",
        text,
        keys,
        List.of(stacks).stream().map(AtlantisYamlTest::project).toList());
  }

  private static Map<String, Object> project(String stack) {
    Map<String, Object> project = new LinkedHashMap<>();
    project.put("name", stack);
    project.put("dir", "stacks/" + stack);
    return project;
  }

  private static String block(String indent) {
    return """
        # >>> cis-alarms synth writes this, from cis-alarms.yaml
        - name: dev
          dir: stacks/dev
        # <<< cis-alarms
        """
        .indent(indent.length());
  }
}
