package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PresentedController;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * From an address to a log-in, over the pages that this takes: who is there, whether to trust them, the log-in, and a code
 * if one is asked for. A failure leads back to the page where it can be put right. FX thread only.
 */
final class SignIn {

    /** How far it has come. */
    enum Phase {
        /** Who answers at the address? */
        LOOKING,
        /** The fingerprint was compared. */
        TRUSTING,
        LOGGING_IN
    }

    private final ControllerAccess controllers;
    private final WizardSurroundings surroundings;
    private final WizardTexts texts;
    private final WizardModel wizard;
    private final NetworkPages pages;
    private final PageWork work;

    /** The page that shows what is going on; when it is left, that ends. */
    private Optional<PageModel> owner = Optional.empty();

    private LogInAttempt attempt = new LogInAttempt();

    SignIn(WizardSurroundings surroundings, WizardModel wizard, NetworkPages pages) {
        this.controllers = surroundings.controllers();
        this.surroundings = surroundings;
        this.texts = surroundings.texts();
        this.wizard = wizard;
        this.pages = pages;
        this.work = new PageWork(surroundings);
    }

    /** Looks who is there and goes on from there. */
    void begin(URI address, AdminLogin login) {
        own(pages.controller());
        work.start(
                progress -> controllers.probe(address),
                found -> found(found, login),
                failure -> failed(Phase.LOOKING, failure));
    }

    private void found(PresentedController found, AdminLogin login) {
        if (found.trust() == PresentedController.Trust.KNOWN) {
            logIn(found, login);
        } else {
            turnTo(new FingerprintModel(surroundings, found, this, login));
        }
    }

    /** A person says that the fingerprint on that page is the right one. */
    void trust(FingerprintModel page, PresentedController controller, AdminLogin login) {
        own(page);
        work.start(
                progress -> {
                    controllers.trust(controller);
                    return controller;
                },
                trusted -> logIn(trusted, login),
                failure -> failed(Phase.TRUSTING, failure));
    }

    private void logIn(PresentedController controller, AdminLogin login) {
        LogInAttempt now = new LogInAttempt();
        attempt = now;
        BlockingQueue<String> codes = new ArrayBlockingQueue<>(1);
        work.start(
                progress -> now.succeeded(
                        controllers.logIn(controller, login, again -> askForCode(progress, again, codes))),
                management -> loggedIn(controller, management, now),
                failure -> failed(Phase.LOGGING_IN, failure));
    }

    /** In the background: waits for a person. */
    private Optional<String> askForCode(Consumer<Runnable> progress, boolean again, BlockingQueue<String> codes)
            throws InterruptedException {
        progress.accept(() -> showCode(again, codes));
        return Optional.of(codes.take());
    }

    private void showCode(boolean again, BlockingQueue<String> codes) {
        if (again && wizard.page() instanceof CodeModel page) {
            page.wrong();
        } else {
            turnTo(new CodeModel(texts, codes::offer, this));
        }
    }

    private void loggedIn(PresentedController controller, Management management, LogInAttempt now) {
        now.taken();
        pages.session().begin(controller.address(), management);
        turnTo(pages.people());
        owner = Optional.empty();
    }

    private void failed(Phase phase, Exception failure) {
        owner.ifPresent(page -> page.frame().busy().set(false));
        if (phase == Phase.TRUSTING && wizard.page() instanceof FingerprintModel page) {
            page.failed(texts.of(failure));
            return;
        }
        boolean further = !wizard.page().equals(pages.controller());
        owner = Optional.empty();
        if (further) {
            wizard.back();
        }
        pages.controller().failed(phase, failure);
    }

    /** The page is being left: what it has begun ends. */
    void left(PageModel page) {
        if (owner.filter(page::equals).isPresent()) {
            end();
        }
    }

    /** Ends whatever is going on. */
    void end() {
        owner.ifPresent(page -> page.frame().busy().set(false));
        owner = Optional.empty();
        work.cancel();
        attempt.abandon().ifPresent(management -> surroundings.background().execute(management::close));
    }

    private void own(PageModel page) {
        page.frame().busy().set(true);
        owner = Optional.of(page);
    }

    /** The next page; Back always leads to the one with the address, because the others cannot be done over. */
    private void turnTo(PageModel next) {
        owner.ifPresent(page -> page.frame().busy().set(false));
        owner = Optional.of(next);
        if (wizard.page().equals(pages.controller())) {
            wizard.show(next);
        } else {
            wizard.replace(next);
        }
    }
}
