package dev.chatp2p.desktop.app;

import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.plan.FakeManagement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Pictures of the wizard's pages for whoever runs a network, on a network in memory. */
final class NetworkPictures {

    private final WizardPictures pictures;

    private NetworkPictures(WizardPictures pictures) {
        this.pictures = pictures;
    }

    static void take(WizardPictures pictures) throws Exception {
        new NetworkPictures(pictures).take();
    }

    private void take() throws Exception {
        try (WizardWindow window = open()) {
            takeLogIn(window);
        }
        try (WizardWindow window = open()) {
            takeSetUp(window);
            takeRemoval(window);
        }
        try (WizardWindow window = open()) {
            window.controllers.network.put(
                    EntityKind.SERVICE, new ServiceEntity("", "chat-p2p", Set.of("their-own"), false, Map.of()));
            logIn(window);
            name(window, "alice, bob");
            press(window, "primary");
            window.waitFor("#plan-list");
            capture(window, "plan-conflict");
        }
    }

    private void takeLogIn(WizardWindow window) throws Exception {
        capture(window, "controller");
        type(window, "controller-address", "ctrl.example.org:1280");
        type(window, "controller-user", "admin");
        type(window, "controller-password", "wrong");
        press(window, "primary");
        window.waitFor("#controller-password-problem");
        capture(window, "password");
        window.controllers.failLogIn(
                SetupFailure.LOCKED_OUT,
                "Too many wrong passwords: the controller lets nobody log in for a minute. Wait, then try again.");
        press(window, "primary");
        window.waitFor("#problem");
        press(window, "controller-by-file");
        capture(window, "identity");
        press(window, "controller-by-password");
        window.controllers.repair();
        window.controllers.askForCode("123456");
        window.controllers.remember(PresentedController.Trust.CHANGED);
        type(window, "controller-password", "secret");
        press(window, "primary");
        window.waitFor("#fingerprint");
        capture(window, "changed");
        press(window, "back");
        window.controllers.remember(PresentedController.Trust.NEW);
        press(window, "primary");
        window.waitFor("#fingerprint");
        capture(window, "fingerprint");
        press(window, "primary");
        window.waitFor("#code");
        type(window, "code", "000000");
        press(window, "primary");
        window.waitFor("#code-problem");
        capture(window, "code");
    }

    private void takeSetUp(WizardWindow window) throws Exception {
        logIn(window);
        capture(window, "nobody");
        name(window, "alice, bob, Dr. Carol Ångström, dave, Bob");
        capture(window, "people");
        press(window, "cancel");
        press(window, "run-network");
        logIn(window);
        name(window, "alice, bob, Dr. Carol Ångström, dave");
        press(window, "primary");
        window.waitFor("#plan-list");
        capture(window, "plan");
        CountDownLatch held = window.controllers.holdCreationAfter(6);
        press(window, "primary");
        window.waitForText("#apply-status", "6 of 9");
        capture(window, "apply");
        window.controllers.network.breakAfter(0, FakeManagement.Break.BEFORE_DOING_IT);
        held.countDown();
        window.waitFor("#problem");
        capture(window, "apply-failed");
        window.controllers.network.repair();
        press(window, "primary");
        window.waitFor("#invitations-list");
        window.controllers.network.enrol("bob");
        press(window, "back");
        press(window, "primary");
        window.waitForText("#primary", "Nothing to change");
        capture(window, "nothing");
        press(window, "primary");
        window.waitFor("#invitations-list");
        press(window, "copy-0");
        press(window, "renew-1");
        capture(window, "invitations");
        press(window, "qr-0");
        captureQrCode(window);
        press(window, "back");
    }

    private void takeRemoval(WizardWindow window) throws Exception {
        press(window, "people-remove");
        window.waitForText(".check-box", "alice");
        capture(window, "remove");
        press(window, "removal-everything");
        press(window, "primary");
        window.waitFor("#plan-list");
        capture(window, "removal");
        press(window, "primary");
        window.waitFor("#apply-notice");
        capture(window, "removed");
    }

    private void captureQrCode(WizardWindow window) throws Exception {
        Window popped = Camera.onFx(() -> Window.getWindows().stream()
                .filter(popup -> !(popup instanceof Stage))
                .findFirst()
                .orElseThrow());
        pictures.camera().captureAsItIs(window.window.stage(), "wizard-network-qr");
        Camera.onFx(() -> {
            popped.hide();
            return true;
        });
    }

    private static void logIn(WizardWindow window) throws Exception {
        type(window, "controller-address", "ctrl.example.org:1280");
        type(window, "controller-user", "admin");
        type(window, "controller-password", "secret");
        press(window, "primary");
        window.waitFor("#people-list");
    }

    private static void name(WizardWindow window, String people) throws Exception {
        type(window, "people-entry", people);
        press(window, "people-add");
    }

    /** A new window on a new network, on the page with the address. */
    private WizardWindow open() throws Exception {
        WizardWindow window = pictures.open(Optional.empty());
        press(window, "run-network");
        return window;
    }

    private static void press(WizardWindow window, String id) throws Exception {
        window.waitFor(
                window.window,
                () -> window.find(window.window, "#" + id)
                        .filter(node -> !node.isDisabled())
                        .isPresent());
        Camera.onFx(() -> {
            ((ButtonBase) window.find(window.window, "#" + id).orElseThrow()).fire();
            return true;
        });
    }

    private static void type(WizardWindow window, String id, String text) throws Exception {
        window.waitFor("#" + id);
        Camera.onFx(() -> {
            ((TextInputControl) window.find(window.window, "#" + id).orElseThrow()).setText(text);
            return true;
        });
    }

    private void capture(WizardWindow window, String name) throws Exception {
        pictures.capture(window, "wizard-network-" + name);
    }
}
