package dev.chatp2p.desktop;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.desktop.common.FxBridge;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;

@AnalyzeClasses(packages = "dev.chatp2p.desktop", importOptions = DoNotIncludeTests.class)
class DesktopArchitectureTest {

    @ArchTest
    static final ArchRule modelsKnowNothingOfTheSceneGraph = noClasses()
            .that()
            .haveSimpleNameEndingWith("Model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..", "org.controlsfx..");

    @ArchTest
    static final ArchRule onlyViewsTouchControls = classes()
            .that()
            .resideOutsideOfPackages("..desktop.common..", "..desktop.app..")
            .and(DescribedPredicate.not(topLevelView()))
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("javafx.scene.control..", "org.controlsfx..", "javafx.fxml..");

    @ArchTest
    static final ArchRule viewsDoNotUseServices = noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ChatClient.class, ConversationService.class, PeerDirectoryService.class);

    @ArchTest
    static final ArchRule viewsDoNotReachBelowTheServices = noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.chatp2p.core.overlay..", "dev.chatp2p.ziti..");

    @ArchTest
    static final ArchRule oneBridgeToTheFxThread = noClasses()
            .that()
            .doNotBelongToAnyOf(FxBridge.class)
            .should()
            .accessTargetWhere(JavaAccess.Predicates.target(name("runLater")));

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class);

    @ArchTest
    static final ArchRule threadsAreNamed =
            noClasses().should().callConstructorWhere(JavaCall.Predicates.target(owner(type(Thread.class))));

    /** Nothing is fetched because a peer wrote it; pages are opened by the browser, after the person was asked. */
    @ArchTest
    static final ArchRule nothingFetchesWhatOthersName = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javafx.scene.web..", "javafx.scene.media..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(URLConnection.class)
            .orShould()
            .callMethodWhere(JavaCall.Predicates.target(owner(type(URL.class)))
                    .and(JavaCall.Predicates.target(nameMatching("open.*|getContent"))))
            .orShould()
            .callConstructorWhere(JavaCall.Predicates.target(owner(describe(
                            "a picture",
                            type -> type.isAssignableTo(Image.class) || type.isAssignableTo(ImageView.class))))
                    .and(describe(
                            "it is given an address",
                            call -> call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(parameter -> parameter.isEquivalentTo(String.class)))));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.chatp2p.desktop.(*)..").should().beFreeOfCycles();

    private DesktopArchitectureTest() {}

    private static DescribedPredicate<JavaClass> topLevelView() {
        // Nested classes and lambdas belong to the view they stand in.
        return describe("views", type -> simpleNameEndingWith("View").test(outermost(type)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(DesktopArchitectureTest::outermost).orElse(type);
    }
}
