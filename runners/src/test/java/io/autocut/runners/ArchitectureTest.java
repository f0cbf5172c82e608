package io.autocut.runners;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;

/** Holds the layers: lower packages know nothing of higher ones, and engines nothing of Beam. */
@AnalyzeClasses(
    packages = "io.autocut",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
final class ArchitectureTest {
  /** Leaves out the builders of test media, which come as a jar. */
  static final class WithoutTestJars implements ImportOption {
    @Override
    public boolean includes(com.tngtech.archunit.core.importer.Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule packagesFormLayers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schemas")
          .definedBy("io.autocut.schemas..")
          .layer("json")
          .definedBy("io.autocut.json..")
          .layer("time")
          .definedBy("io.autocut.time..")
          .layer("progress")
          .definedBy("io.autocut.progress..")
          .layer("media")
          .definedBy("io.autocut.media..")
          .layer("store")
          .definedBy("io.autocut.store..")
          .layer("accounting")
          .definedBy("io.autocut.accounting..")
          .layer("ingest")
          .definedBy("io.autocut.ingest..")
          .layer("analysis")
          .definedBy("io.autocut.analysis..")
          .layer("music")
          .definedBy("io.autocut.music..")
          .layer("planning")
          .definedBy("io.autocut.planning..")
          .layer("segments")
          .definedBy("io.autocut.segments..")
          .layer("assembly")
          .definedBy("io.autocut.assembly..")
          .layer("archive")
          .definedBy("io.autocut.archive..")
          .layer("exports")
          .definedBy("io.autocut.exports..")
          .layer("pipelines")
          .definedBy("io.autocut.pipelines..")
          .layer("runners")
          .definedBy("io.autocut.runners..")
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("time")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("progress")
          .mayNotAccessAnyLayer()
          .whereLayer("media")
          .mayOnlyAccessLayers("schemas", "time")
          .whereLayer("store")
          .mayOnlyAccessLayers("schemas", "time", "media")
          .whereLayer("accounting")
          .mayOnlyAccessLayers("schemas", "json", "media", "store")
          .whereLayer("ingest")
          .mayOnlyAccessLayers("schemas", "json", "time", "progress", "media", "store")
          .whereLayer("analysis")
          .mayOnlyAccessLayers("schemas", "time", "progress", "media", "store", "accounting")
          .whereLayer("music")
          .mayOnlyAccessLayers("schemas", "time", "progress", "media", "store", "analysis")
          .whereLayer("planning")
          .mayOnlyAccessLayers(
              "schemas", "time", "progress", "media", "store", "accounting", "ingest")
          .whereLayer("segments")
          .mayOnlyAccessLayers(
              "schemas",
              "time",
              "progress",
              "media",
              "store",
              "accounting",
              "analysis",
              "music",
              "planning")
          .whereLayer("assembly")
          .mayOnlyAccessLayers(
              "schemas",
              "time",
              "progress",
              "media",
              "store",
              "accounting",
              "music",
              "planning",
              "segments")
          .whereLayer("archive")
          .mayOnlyAccessLayers(
              "schemas",
              "json",
              "time",
              "progress",
              "media",
              "store",
              "accounting",
              "ingest",
              "analysis",
              "music",
              "planning",
              "segments",
              "assembly")
          .whereLayer("exports")
          .mayOnlyAccessLayers(
              "schemas",
              "json",
              "time",
              "progress",
              "media",
              "store",
              "accounting",
              "ingest",
              "analysis",
              "music",
              "planning",
              "segments",
              "assembly",
              "archive")
          .whereLayer("runners")
          .mayNotBeAccessedByAnyLayer();

  private static final DescribedPredicate<JavaClass> THIN_TRANSFORMS =
      DescribedPredicate.describe(
          "transforms, their functions, the gate to Beam's file systems and the one to its counters",
          type ->
              isTransform(type)
                  || type.getEnclosingClass().map(ArchitectureTest::isTransform).orElse(false)
                  || type.getName().matches(".*\\.(?:RemoteFile|Patience|Progress)(?:\\$.*)?"));

  private static boolean isTransform(JavaClass type) {
    return type.isAssignableTo(PTransform.class) || type.isAssignableTo(DoFn.class);
  }

  @ArchTest
  static final ArchRule enginesAreFreeOfBeam =
      noClasses()
          .that(resideInAPackage("io.autocut.."))
          .and(DescribedPredicate.not(THIN_TRANSFORMS))
          .and(DescribedPredicate.not(resideInAPackage("io.autocut.pipelines..")))
          .and(DescribedPredicate.not(resideInAPackage("io.autocut.runners..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam..");

  @ArchTest
  static final ArchRule oneSeamStartsProcesses =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Process")
          .and()
          .doNotHaveSimpleName("ChildProcesses")
          .and()
          .doNotHaveSimpleName("FfmpegLocator")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder");

  @ArchTest
  static final ArchRule classesButExceptionsAreFinal =
      classes()
          .that()
          .resideInAPackage("io.autocut..")
          .and()
          .resideOutsideOfPackage("io.autocut.schemas..")
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .areNotAnonymousClasses()
          .and()
          .areNotAssignableTo(Exception.class)
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
