package dev.chatp2p.setup.wizard;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The stack of pages and the buttons below them. FX thread only. */
final class WizardModel {

    private final WizardHost host;
    private final WizardPages pages;
    /** The pages that Back leads to, the nearest first. */
    private final Deque<PageModel> before = new ArrayDeque<>();

    private final ReadOnlyObjectWrapper<PageModel> page;
    private final ReadOnlyBooleanWrapper backPossible = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper cancelPossible = new ReadOnlyBooleanWrapper();

    WizardModel(WizardSurroundings surroundings, WizardHost host) {
        this.host = host;
        this.pages = new WizardPages(surroundings, this);
        this.page = new ReadOnlyObjectWrapper<>(pages.start());
        turnTo(page.get());
    }

    ReadOnlyObjectProperty<PageModel> pageProperty() {
        return page.getReadOnlyProperty();
    }

    PageModel page() {
        return page.get();
    }

    /** Whether there is a page before this one. */
    ReadOnlyBooleanProperty backPossibleProperty() {
        return backPossible.getReadOnlyProperty();
    }

    /** Whether Cancel leads anywhere: to the first page, or out of the wizard. */
    ReadOnlyBooleanProperty cancelPossibleProperty() {
        return cancelPossible.getReadOnlyProperty();
    }

    /** The next page; Back leads to this one. */
    void show(PageModel next) {
        page().cancelWork();
        before.push(page());
        turnTo(next);
    }

    /** Another page in place of this one; Back leads to where it led from here. */
    void replace(PageModel next) {
        page().cancelWork();
        turnTo(next);
    }

    void back() {
        if (before.isEmpty() || !page().frame().backAllowed().get()) {
            return;
        }
        if (stopped()) {
            turnTo(before.pop());
        }
    }

    /** The page before this one has done its work: Back leads to the one before that. */
    void skipPrevious() {
        before.pop();
        backPossible.set(!before.isEmpty());
    }

    /** Goes back as far as that page. */
    void backTo(PageModel earlier) {
        if (stopped()) {
            while (!before.isEmpty() && !before.pop().equals(earlier)) {
                // Its turn comes again when somebody goes forward.
            }
            turnTo(earlier);
        }
    }

    void primary() {
        PageFrame frame = page().frame();
        if (frame.primaryEnabled().get() && !frame.busy().get()) {
            page().primary();
        }
    }

    /** Out of the wizard where there is a chat to go back to, otherwise to an empty first page. */
    void cancel() {
        if (!cancelPossible.get() || !page().frame().cancelAllowed().get()) {
            return;
        }
        if (!stopped()) {
            return;
        }
        startAgain();
        if (host.canLeave()) {
            host.leave();
        }
    }

    /** Escape: as Cancel, but only when nothing is lost by it. */
    void escape() {
        if (!page().holdsWork() && !page().frame().busy().get()) {
            cancel();
        }
    }

    /** Files were dropped on the window. */
    void dropped(List<Path> files) {
        if (files.isEmpty() || page().frame().busy().get() || page().dropped(files)) {
            return;
        }
        if (page().leavesForFiles()) {
            open(files);
        }
    }

    /** Opens the page that a file is for, and gives it the file. */
    void open(List<Path> files) {
        PageModel left = page();
        turnFrom(left, pages.forFiles(files));
    }

    /** Opens the page that asks for the password of an identity, which is then used where it is, this time only. */
    void askForPassword(Path identityFile) {
        PageModel left = page();
        pages.identityFile().askForPassword(identityFile);
        turnFrom(left, pages.identityFile());
    }

    private void turnFrom(PageModel left, PageModel wanted) {
        if (wanted.equals(left)) {
            return;
        }
        left.cancelWork();
        before.clear();
        if (!wanted.equals(pages.start())) {
            before.push(pages.start());
        }
        turnTo(wanted);
    }

    void pasted() {
        if (!page().frame().busy().get()) {
            page().pasted();
        }
    }

    /** A sentence about why there is no chat yet, on the first page; everything typed is kept. */
    void explain(String sentence) {
        page().cancelWork();
        before.clear();
        pages.start().explain(sentence);
        turnTo(pages.start());
    }

    /**
     * The wizard has done its work: there is an identity to chat with.
     *
     * @param password for an identity that logs in with one
     */
    void finish(Path identityFile, Optional<String> password, Remembering remembering) {
        host.open(identityFile, password, remembering);
    }

    /** Ends what the page does in the background, and tells when it has; what was typed is forgotten. */
    void close(Runnable ended) {
        boolean stopped = stopped();
        pages.forget();
        if (stopped) {
            ended.run();
        } else {
            page().frame().busy().subscribe((before, now) -> ended.run());
        }
    }

    /** To the first page, everything typed forgotten. */
    void startAgain() {
        before.clear();
        pages.forget();
        turnTo(pages.start());
    }

    private boolean stopped() {
        page().cancelWork();
        return !page().frame().busy().get();
    }

    private void turnTo(PageModel next) {
        backPossible.set(!before.isEmpty());
        cancelPossible.set(!before.isEmpty() || !next.equals(pages.start()) || host.canLeave());
        page.set(next);
        next.shown();
    }
}
