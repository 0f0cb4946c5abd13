package dev.chatp2p.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import javax.net.SocketFactory;

/** The rules of the design for this module; each says why it is there. */
@AnalyzeClasses(packages = "dev.chatp2p", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {

    @ArchTest
    static final ArchRule THE_EDGE_CLIENT_KNOWS_NOTHING_OF_CHAT = noClasses()
            .that()
            .resideInAPackage("dev.chatp2p.ziti..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.chatp2p.core..", "dev.chatp2p.setup..", "dev.chatp2p.desktop..")
            .allowEmptyShould(true)
            .because("it is an OpenZiti client that could live alone");

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_USER_INTERFACE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx..", "java.awt..", "javax.swing..", "dev.chatp2p.setup..", "dev.chatp2p.desktop..")
            .because("the desktop and the terminal client share it");

    @ArchTest
    static final ArchRule ONLY_THE_SDK_ADAPTER_USES_THE_OFFICIAL_SDK = noClasses()
            .that()
            .resideOutsideOfPackage("dev.chatp2p.core.overlay.sdk..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openziti..")
            .because("the port hides which client is in use");

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_USES_THE_EDGE_CLIENT = noClasses()
            .that()
            .resideInAPackage("dev.chatp2p.core..")
            .and()
            .resideOutsideOfPackage("dev.chatp2p.core.overlay.ziti..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.chatp2p.ziti..")
            .because("the port hides which client is in use");

    @ArchTest
    static final ArchRule THE_PORT_DEPENDS_ON_NO_SERVICE = noClasses()
            .that()
            .resideInAPackage("dev.chatp2p.core.overlay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.chatp2p.core",
                    "dev.chatp2p.core.peer..",
                    "dev.chatp2p.core.conversation..",
                    "dev.chatp2p.core.protocol..")
            .because("services stand on the port, not the other way round");

    @ArchTest
    static final ArchRule SERVICES_KNOW_THE_PORT_BUT_NO_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.chatp2p.core.overlay..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.chatp2p.core.overlay.*..")
            .because("whoever starts the program chooses the network");

    @ArchTest
    static final ArchRule THE_SERVICES_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage("dev.chatp2p.core.peer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.chatp2p.core.conversation..")
            .because("who is there does not depend on what is said");

    @ArchTest
    static final ArchRule ONLY_NAMED_PLACES_ASK_WEB_SERVERS = noClasses()
            .that()
            // The controllers of the network, and the directories that the person has entered.
            .resideOutsideOfPackages("dev.chatp2p.ziti.rest..", "dev.chatp2p.core.directory..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(HttpClient.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(URLConnection.class)
            .orShould()
            .callMethodWhere(target(owner(type(URL.class))).and(target(nameMatching("open.*|getContent"))))
            .because("nothing is fetched because somebody wrote it");

    @ArchTest
    static final ArchRule ONLY_NAMED_PLACES_OPEN_CONNECTIONS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.chatp2p.ziti.router..", "dev.chatp2p.core.overlay.sdk..")
            .should()
            .callConstructorWhere(target(owner(describe(
                    "a socket",
                    type -> type.isAssignableTo(Socket.class)
                            || type.isAssignableTo(ServerSocket.class)
                            || type.isAssignableTo(DatagramSocket.class)))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(NetworkChannel.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SocketFactory.class)
            .orShould()
            .callMethodWhere(target(owner(type(InetAddress.class))).and(target(nameMatching("get(All)?ByName"))))
            .because("whom this program talks to is known: edge routers, controllers, directories");

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_THE_PARTS =
            slices().matching("dev.chatp2p.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_WITHIN_THE_CORE =
            slices().matching("dev.chatp2p.core.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_WITHIN_THE_EDGE_CLIENT =
            slices().matching("dev.chatp2p.ziti.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class)
            .because("waiting is for a condition or for a timer that tests can turn");

    @ArchTest
    static final ArchRule THREADS_ARE_VIRTUAL_AND_NAMED = noClasses()
            .that()
            // One platform thread a router reads frames: measured, see docs/performance.md.
            .doNotHaveFullyQualifiedName("dev.chatp2p.ziti.router.RouterChannel")
            .and()
            // SQLite is native code, which would hold a virtual thread's carrier: docs/adr/0010.
            .doNotHaveFullyQualifiedName("dev.chatp2p.core.store.DatabaseLane")
            .should()
            .callConstructorWhere(target(owner(describe("a thread", type -> type.isAssignableTo(Thread.class)))))
            .orShould()
            .callMethod(Thread.class, "ofPlatform")
            .orShould()
            .callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadPoolExecutor.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ScheduledThreadPoolExecutor.class)
            .orShould()
            .callMethodWhere(target(owner(type(Executors.class)))
                    .and(describe(
                            "no thread factory is given",
                            call -> call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(parameter -> parameter.isAssignableTo(ThreadFactory.class)))))
            .because("blocking code runs on Thread.ofVirtual().name(…)");
}
