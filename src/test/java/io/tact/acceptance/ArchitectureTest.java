package io.tact.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The directions of the house: who may know whom. */
class ArchitectureTest {
    private static final String[] CORE = {
        "io.tact.model..",
        "io.tact.history..",
        "io.tact.policy..",
        "io.tact.facts..",
        "io.tact.ruleset..",
        "io.tact.port..",
        "io.tact.arbitration..",
        "io.tact.lifecycle.."
    };
    private static final List<String> ADAPTERS =
            List.of("io.tact.rules..", "io.tact.grid..", "io.tact.store..", "io.tact.geography..");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/io/tact/acceptance/"))
            .importPackages("io.tact");

    @Test
    void seesEveryModule() {
        for (String module : List.of("model", "arbitration", "rules", "grid", "store", "geography", "http", "server")) {
            assertThat(PRODUCT.that(resideInAPackage("io.tact." + module + "..")))
                    .as("classes of io.tact." + module)
                    .isNotEmpty();
        }
    }

    @Test
    void theCoreIsLayered() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("io.tact.model..")
                .layer("history")
                .definedBy("io.tact.history..")
                .layer("policy")
                .definedBy("io.tact.policy..")
                .layer("facts")
                .definedBy("io.tact.facts..")
                .layer("ruleset")
                .definedBy("io.tact.ruleset..")
                .layer("port")
                .definedBy("io.tact.port..")
                .layer("arbitration")
                .definedBy("io.tact.arbitration..")
                .layer("lifecycle")
                .definedBy("io.tact.lifecycle..")
                .whereLayer("model")
                .mayNotAccessAnyLayer()
                .whereLayer("history")
                .mayOnlyAccessLayers("model")
                .whereLayer("policy")
                .mayOnlyAccessLayers("model", "history")
                .whereLayer("facts")
                .mayOnlyAccessLayers("model", "history", "policy")
                .whereLayer("ruleset")
                .mayOnlyAccessLayers("model", "history", "policy", "facts")
                .whereLayer("port")
                .mayOnlyAccessLayers("model", "history", "policy", "facts", "ruleset")
                .whereLayer("arbitration")
                .mayOnlyBeAccessedByLayers("lifecycle")
                .whereLayer("lifecycle")
                .mayNotBeAccessedByAnyLayer()
                .check(PRODUCT);
    }

    @Test
    void theCoreKnowsOnlyTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.io..", "java.math.."))
                        .or(resideInAnyPackage("java.nio..", "java.text..", "java.security..", "org.jspecify.."))
                        .or(resideInAPackage("")))
                .check(PRODUCT);
    }

    @Test
    void theCoreReadsNoClockNoChanceNoEnvironmentAndStartsNoThread() {
        Set<String> sources = Set.of(
                "java.lang.Thread",
                "java.lang.ThreadLocal",
                "java.lang.Runtime",
                "java.lang.ProcessBuilder",
                "java.time.Clock",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.security.SecureRandom",
                "java.util.concurrent.ThreadLocalRandom",
                "java.util.concurrent.Executors",
                "java.util.concurrent.ForkJoinPool",
                "java.util.Timer",
                "java.nio.file.Files",
                "java.io.File");
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are a clock, chance, a thread or a file", c -> sources.contains(c.getName())))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe("reads the world", ArchitectureTest::readsTheWorld))
                .check(PRODUCT);
    }

    private static boolean readsTheWorld(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getTarget().getName();
        boolean withoutParameters = call.getTarget() instanceof CodeUnitCallTarget target
                && target.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.lang.System" -> !Set.of("arraycopy", "identityHashCode", "lineSeparator")
                    .contains(method);
            case "java.lang.Math", "java.lang.StrictMath" -> method.equals("random");
            case "java.util.UUID" -> method.equals("randomUUID");
            case "java.time.ZoneId" -> method.equals("systemDefault");
            case "java.util.Locale", "java.util.TimeZone" -> method.equals("getDefault");
            default -> owner.startsWith("java.time.") && method.equals("now") && withoutParameters;
        };
    }

    @Test
    void adaptersKnowTheCoreAndNeverEachOther() {
        for (String adapter : ADAPTERS) {
            String[] others = ADAPTERS.stream().filter(a -> !a.equals(adapter)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(adapter)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others)
                            .or(resideInAPackage("io.tact..")
                                    .and(resideOutsideOfPackages(CORE))
                                    .and(resideOutsideOfPackages(adapter))))
                    .check(PRODUCT);
        }
    }

    @Test
    void nothingKnowsTheServer() {
        noClasses()
                .that(resideInAPackage("io.tact..").and(resideOutsideOfPackages("io.tact.server..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tact.server..")
                .check(PRODUCT);
    }

    @Test
    void onlyHttpNamesStatusCodes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tact.http..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "name status codes", c -> c.getSimpleName().equals("HttpResponseStatus")))
                .orShould()
                .callMethodWhere(
                        DescribedPredicate.describe("names a status code", call -> Set.of("setStatusCode", "statusCode")
                                .contains(call.getTarget().getName())))
                .check(PRODUCT);
    }

    @Test
    void eachTechnologyHasOneHome() {
        only("io.tact.grid..", "com.hazelcast..").check(PRODUCT);
        only("io.tact.rules..", "org.drools..", "org.kie..").check(PRODUCT);
        only("io.tact.store..", "org.rocksdb..").check(PRODUCT);
        only("io.tact.store.postgres..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..")
                .check(PRODUCT);
        only("io.tact.geography..", "com.google.i18n..", "de.focus_shift..").check(PRODUCT);
        only("io.tact.server.cli..", "picocli..").check(PRODUCT);
        only("io.tact.identity..", "com.nimbusds..").check(PRODUCT);
    }

    private static ArchRule only(String home, String... technology) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.tact.(**)").should().beFreeOfCycles().check(PRODUCT);
    }
}
