package io.tact.acceptance.consistency;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.tact.acceptance.Repository;
import io.tact.acceptance.Rulesets;
import io.tact.acceptance.TactProcess;
import io.tact.store.postgres.PostgresServer;
import org.junit.jupiter.api.Test;

/** Who checks the engine knows nothing of it. */
class IndependenceTest {
    @Test
    void sharesNoCodeWithTheProduct() {
        JavaClasses all = new ClassFileImporter().importPackages("io.tact.acceptance.consistency");
        DescribedPredicate<JavaClass> ownOrNotOurs = resideOutsideOfPackage("io.tact..")
                .or(resideInAPackage("io.tact.acceptance.consistency.."))
                .or(belongToAnyOf(TactProcess.class, Repository.class, Rulesets.class, PostgresServer.class));
        ArchRule rule = classes().should().onlyDependOnClassesThat(ownOrNotOurs);
        rule.check(all);
    }
}
