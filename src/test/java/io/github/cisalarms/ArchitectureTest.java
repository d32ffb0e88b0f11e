package io.github.cisalarms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Holds the picture of which package may import which. */
@AnalyzeClasses(
    packages = "io.github.cisalarms",
    importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

  /** Leaves out what lies where this test lies, whatever folder a build has for its tests. */
  static final class WithoutTests implements ImportOption {

    private static final String TESTS =
        ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    @Override
    public boolean includes(Location location) {
      return !location.contains(TESTS);
    }
  }

  @ArchTest
  static final ArchRule packagesImportOnlyWhatThePictureAllows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy("..cisalarms.cli..")
          .layer("fleet")
          .definedBy("..cisalarms.fleet..")
          .layer("module")
          .definedBy("..cisalarms.module..")
          .layer("replay")
          .definedBy("..cisalarms.replay..")
          .layer("audit")
          .definedBy("..cisalarms.audit..")
          .layer("who")
          .definedBy("..cisalarms.who..")
          .layer("drill")
          .definedBy("..cisalarms.drill..")
          .layer("adopt")
          .definedBy("..cisalarms.adopt..")
          .layer("review")
          .definedBy("..cisalarms.review..")
          .layer("report")
          .definedBy("..cisalarms.report..")
          .layer("plan")
          .definedBy("..cisalarms.plan..")
          .layer("chain")
          .definedBy("..cisalarms.chain..")
          .layer("construct")
          .definedBy("..cisalarms.construct..")
          .layer("catalog")
          .definedBy("..cisalarms.catalog..")
          .layer("pattern")
          .definedBy("..cisalarms.pattern..")
          .layer("events")
          .definedBy("..cisalarms.events..")
          .layer("account")
          .definedBy("..cisalarms.account..")
          .layer("aws")
          .definedBy("..cisalarms.aws..")
          .layer("files")
          .definedBy("..cisalarms.files..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("fleet")
          .mayOnlyBeAccessedByLayers("cli", "audit", "adopt")
          .whereLayer("module")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("replay")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("audit")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("who")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("drill")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("adopt")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("review")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli", "drill")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("cli", "review", "adopt")
          .whereLayer("account")
          .mayOnlyBeAccessedByLayers("cli", "audit", "adopt")
          .whereLayer("aws")
          .mayOnlyBeAccessedByLayers("cli", "account", "audit", "drill", "replay", "who")
          .whereLayer("chain")
          .mayOnlyBeAccessedByLayers(
              "cli", "review", "audit", "drill", "plan", "account", "report", "who", "adopt")
          .whereLayer("construct")
          .mayOnlyBeAccessedByLayers("fleet", "module")
          .whereLayer("catalog")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "fleet",
              "module",
              "replay",
              "chain",
              "report",
              "construct",
              "who",
              "audit",
              "drill",
              "adopt")
          .whereLayer("pattern")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "fleet",
              "module",
              "replay",
              "chain",
              "drill",
              "construct",
              "catalog",
              "who",
              "adopt")
          .whereLayer("files")
          .mayOnlyBeAccessedByLayers(
              "cli", "fleet", "module", "replay", "report", "construct", "account", "adopt")
          .whereLayer("events")
          .mayOnlyBeAccessedByLayers("cli", "replay");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.github.cisalarms.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule roomsOfTheChainFormNoCycle = roomsFormNoCycle("chain");

  @ArchTest static final ArchRule roomsOfPatternFormNoCycle = roomsFormNoCycle("pattern");

  @ArchTest static final ArchRule roomsOfReplayFormNoCycle = roomsFormNoCycle("replay");

  @ArchTest static final ArchRule roomsOfDrillFormNoCycle = roomsFormNoCycle("drill");

  @ArchTest static final ArchRule roomsOfFleetFormNoCycle = roomsFormNoCycle("fleet");

  /** Who reads a plan or an account says what is there, and not what that means. */
  @ArchTest
  static final ArchRule sourcesKnowNoRule =
      noClasses()
          .that()
          .resideInAnyPackage("..cisalarms.plan..", "..cisalarms.account..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..cisalarms.chain.rule..",
              "..cisalarms.chain.search..",
              "..cisalarms.chain.behaviour..",
              "..cisalarms.chain.delivery..");

  /** What is public in a room of pattern is so for the other rooms: its users stay at the door. */
  @ArchTest
  static final ArchRule roomsOfPatternAreUsedByPatternAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cisalarms.pattern..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..cisalarms.pattern.*..");

  @ArchTest
  static final ArchRule awsSdkStaysWhereAwsIsAsked =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..cisalarms.aws..",
              "..cisalarms.account..",
              "..cisalarms.drill..",
              "..cisalarms.replay.s3..",
              "..cisalarms.who..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule cdktfStaysInThreePackages =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..cisalarms.construct..", "..cisalarms.module..", "..cisalarms.fleet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.hashicorp.cdktf..", "software.constructs..", "software.amazon.jsii..");

  /** Rooms of one house may not lead in a circle either. */
  private static ArchRule roomsFormNoCycle(String house) {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public String getDescription() {
                return "the rooms of " + house;
              }

              @Override
              public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return javaClass.getPackageName().startsWith("io.github.cisalarms." + house)
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
              }
            })
        .should()
        .beFreeOfCycles();
  }
}
