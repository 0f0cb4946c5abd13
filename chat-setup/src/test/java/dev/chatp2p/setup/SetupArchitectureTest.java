package dev.chatp2p.setup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

@AnalyzeClasses(packages = "dev.chatp2p.setup", importOptions = DoNotIncludeTests.class)
class SetupArchitectureTest {

    @ArchTest
    static final ArchRule nothingHereKnowsTheDesktop =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.chatp2p.desktop..");

    @ArchTest
    static final ArchRule onlyTheWizardKnowsJavaFx = noClasses()
            .that()
            .resideOutsideOfPackages("..setup.wizard..", "..setup.controls..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..");

    @ArchTest
    static final ArchRule modelsKnowNothingOfTheSceneGraph = noClasses()
            .that()
            .haveSimpleNameEndingWith("Model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.chatp2p.setup.(*)..").should().beFreeOfCycles();

    private SetupArchitectureTest() {}
}
