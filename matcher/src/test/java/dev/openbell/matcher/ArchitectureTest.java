package dev.openbell.matcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The engine is plain Java: no framework, no Kafka, no wire format reaches it, and it reads no clock. */
@AnalyzeClasses(packages = "dev.openbell.matcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_ONLY_JAVA = classes()
            .that()
            .resideInAPackage("..engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..engine..", "java..", "org.agrona..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_ENGINE_HAS_NO_CLOCK_NO_CHANCE_AND_NO_THREADS = noClasses()
            .that()
            .resideInAPackage("..engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.time..", "java.util.random..", "java.util.concurrent..", "java.io..", "java.nio..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");
}
