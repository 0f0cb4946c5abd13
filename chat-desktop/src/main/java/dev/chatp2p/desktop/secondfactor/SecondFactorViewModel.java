package dev.chatp2p.desktop.secondfactor;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.core.overlay.SecondFactor.Enrolment;
import dev.chatp2p.core.overlay.SecondFactor.State;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import dev.chatp2p.setup.wizard.PageWork;
import dev.chatp2p.setup.wizard.TextClipboard;
import dev.chatp2p.ziti.identity.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The lock beside our own name, and the page behind it: setting a second factor up, its recovery codes, removing it.
 * Secrets are forgotten as soon as they are no longer shown. FX thread only.
 */
@Singleton
public final class SecondFactorViewModel implements AutoCloseable {

    private static final int GROUP = 4;
    private static final int FILE_ROOM = 4096;

    private final ChatClient client;
    private final Optional<SecondFactor> secondFactor;
    private final CodeQuestionViewModel question;
    private final Navigation navigation;
    private final PageWork work;
    private final PageWork looking;
    private final TextClipboard clipboard;
    private final FileDialogs files;
    private final Texts texts;
    private final Subscription subscription;

    private final ReadOnlyObjectWrapper<Lock> lock = new ReadOnlyObjectWrapper<>(Lock.ABSENT);
    private final ReadOnlyObjectWrapper<SecondFactorPage> page =
            new ReadOnlyObjectWrapper<>(new SecondFactorPage.Unknown());
    private final StringProperty code = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper();
    /** What the network said last. */
    private Optional<State> known = Optional.empty();
    /** What is being set up. */
    private Optional<Enrolment> enrolment = Optional.empty();

    private boolean asked;

    @Inject
    public SecondFactorViewModel(
            ChatClient client,
            CodeQuestionViewModel question,
            Navigation navigation,
            FxBridge bridge,
            PageWork work,
            PageWork looking,
            TextClipboard clipboard,
            FileDialogs files,
            Texts texts) {
        this.client = client;
        this.secondFactor = client.secondFactor();
        this.question = question;
        this.navigation = navigation;
        this.work = work;
        this.looking = looking;
        this.clipboard = clipboard;
        this.files = files;
        this.texts = texts;
        navigation.secondFactorProperty().subscribe(shown -> {
            if (!shown) {
                leave();
            }
        });
        this.subscription = bridge.latest(client::observeStatus, this::statusChanged);
    }

    public ReadOnlyObjectProperty<Lock> lockProperty() {
        return lock.getReadOnlyProperty();
    }

    /** What the page shows, while it is shown. */
    public ReadOnlyObjectProperty<SecondFactorPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /** The code that the page asks for. */
    public StringProperty codeProperty() {
        return code;
    }

    /** Whether the network has not answered yet. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What did not work; empty if nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What was done; empty if nothing worth telling. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Counts the codes that were not taken: the next one is to be typed over the last. */
    public ReadOnlyIntegerProperty refusalsProperty() {
        return refusals.getReadOnlyProperty();
    }

    /** The lock was pressed: asks the question again that was put off, or opens the page. */
    public void press() {
        if (asked) {
            question.open();
        } else if (navigation.secondFactorProperty().get()) {
            navigation.leaveSecondFactor();
        } else if (secondFactor.isPresent()) {
            navigation.showSecondFactor();
            load();
        }
    }

    /** One step back: gives up what is under way, or leaves the page. */
    public void back() {
        if (busy.get() && !(page.get() instanceof SecondFactorPage.Unknown)) {
            work.cancel();
            load(); // what was given up may have been done all the same
        } else if (page.get() instanceof SecondFactorPage.CodeToShow
                || page.get() instanceof SecondFactorPage.CodeToRemove) {
            show(new SecondFactorPage.On());
        } else {
            navigation.leaveSecondFactor();
        }
    }

    /** Asks the network how it stands. */
    public void load() {
        looking.cancel(); // its answer would be older than what the page is about to learn
        show(new SecondFactorPage.Unknown());
        ask(SecondFactor::state, this::showState);
    }

    /** Begins to set one up, or goes on with what was begun. */
    public void setUp() {
        ask(SecondFactor::enroll, given -> {
            show(new SecondFactorPage.SetUp(given.provisioning().toString(), grouped(given.secret())));
            enrolment = Optional.of(given);
            learn(State.UNVERIFIED);
        });
    }

    /** Removes what was begun. */
    public void discard() {
        ask(
                factor -> {
                    factor.remove("");
                    return State.NONE;
                },
                this::showState);
    }

    public void askForCodes() {
        show(new SecondFactorPage.CodeToShow());
    }

    public void askForRemoval() {
        show(new SecondFactorPage.CodeToRemove());
    }

    /** Does what the page is for with the code that was typed. */
    public void submit() {
        String given = code.get();
        if (busy.get()) {
            return;
        }
        if (given.isBlank()) {
            refuse(texts.of("secondFactor.noCode"));
            return;
        }
        switch (page.get()) {
            case SecondFactorPage.SetUp shown ->
                ask(
                        factor -> {
                            factor.verify(given);
                            return State.ACTIVE;
                        },
                        this::turnedOn);
            case SecondFactorPage.CodeToShow shown ->
                ask(factor -> factor.recoveryCodes(given), codes -> show(new SecondFactorPage.Codes(codes, false)));
            case SecondFactorPage.CodeToRemove shown ->
                ask(
                        factor -> {
                            factor.remove(given);
                            return State.NONE;
                        },
                        this::showState);
            case SecondFactorPage.Unknown shown -> {}
            case SecondFactorPage.Off shown -> {}
            case SecondFactorPage.Codes shown -> {}
            case SecondFactorPage.On shown -> {}
        }
    }

    /** Puts the secret where other programs can paste it from. */
    public void copySecret() {
        enrolment.ifPresent(given -> {
            clipboard.put(given.secret());
            notice.set(texts.of("secondFactor.secretCopied"));
        });
    }

    /** Puts the {@code otpauth://} address where other programs can paste it from. */
    public void copyAddress() {
        enrolment.ifPresent(given -> {
            clipboard.put(given.provisioning().toString());
            notice.set(texts.of("secondFactor.addressCopied"));
        });
    }

    public void copyCodes() {
        if (page.get() instanceof SecondFactorPage.Codes shown) {
            clipboard.put(String.join("\n", shown.codes()));
            notice.set(texts.of("secondFactor.codesCopied"));
        }
    }

    /** Writes the recovery codes into a file that only this user can read. */
    public void saveCodes() {
        if (page.get() instanceof SecondFactorPage.Codes shown) {
            files.save(FileKind.RECOVERY_CODES, texts.of("secondFactor.fileName"))
                    .ifPresent(file -> save(shown.codes(), file));
        }
    }

    private void save(List<String> codes, Path file) {
        String who = client.self().map(Object::toString).orElse("");
        String content = texts.of("secondFactor.fileHeading", who) + "\n\n" + String.join("\n", codes) + "\n";
        begin();
        work.start(
                progress -> {
                    try (PrivateFile secret = PrivateFile.begin(file, FILE_ROOM)) {
                        secret.replace(content); // the dialog has asked
                    }
                    return file;
                },
                saved -> {
                    busy.set(false);
                    notice.set(texts.of("secondFactor.codesSaved", String.valueOf(saved.getFileName())));
                },
                failure -> {
                    busy.set(false);
                    problem.set(
                            failure instanceof IOException
                                    ? texts.of("secondFactor.notSaved")
                                    : Failures.sentence(failure, texts));
                });
    }

    /** The recovery codes have been read. */
    public void done() {
        show(new SecondFactorPage.On());
    }

    private void turnedOn(State now) {
        List<String> codes = enrolment.map(Enrolment::recoveryCodes).orElse(List.of());
        show(new SecondFactorPage.Codes(codes, true));
        learn(now);
    }

    private void showState(State now) {
        show(
                switch (now) {
                    case NONE -> new SecondFactorPage.Off(false);
                    case UNVERIFIED -> new SecondFactorPage.Off(true);
                    case ACTIVE -> new SecondFactorPage.On();
                });
        learn(now);
    }

    private void show(SecondFactorPage next) {
        enrolment = Optional.empty();
        code.set("");
        problem.set("");
        notice.set("");
        page.set(next);
    }

    private void begin() {
        problem.set("");
        notice.set("");
        busy.set(true);
    }

    /** Something asked of the network. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(SecondFactor factor) throws Exception;
    }

    private <T> void ask(Question<T> asking, Consumer<T> done) {
        secondFactor.ifPresent(factor -> {
            begin();
            work.start(
                    progress -> asking.ask(factor),
                    answer -> {
                        busy.set(false);
                        done.accept(answer);
                    },
                    failure -> {
                        busy.set(false);
                        refuse(Failures.sentence(failure, texts));
                    });
        });
    }

    private void refuse(String sentence) {
        problem.set(sentence);
        refusals.set(refusals.get() + 1);
    }

    private void leave() {
        boolean givenUp = busy.get();
        work.cancel();
        busy.set(false);
        show(new SecondFactorPage.Unknown());
        if (givenUp) { // what was given up may have been done all the same
            known = Optional.empty();
            look();
            refreshLock();
        }
    }

    /** Only the lock depends on it: if it does not work, pressing the lock asks again. */
    private void look() {
        secondFactor.ifPresent(
                factor -> looking.start(progress -> factor.state(), this::learn, failure -> refreshLock()));
    }

    private void statusChanged(OverlayStatus status) {
        asked = status.state() == OverlayStatus.State.NEEDS_MFA;
        boolean loggedIn = status.state() == OverlayStatus.State.ONLINE;
        if (loggedIn && known.isEmpty()) {
            look();
        }
        if (asked) {
            known = Optional.of(State.ACTIVE); // or it would not be asked for
        }
        refreshLock();
    }

    private void learn(State now) {
        known = Optional.of(now);
        refreshLock();
    }

    private void refreshLock() {
        if (secondFactor.isEmpty()) {
            lock.set(Lock.ABSENT);
        } else if (asked) {
            lock.set(Lock.ASKED);
        } else if (known.isEmpty()) {
            lock.set(Lock.UNKNOWN);
        } else {
            lock.set(known.get() == State.ACTIVE ? Lock.CLOSED : Lock.OPEN);
        }
    }

    /** In groups, as people read it aloud. */
    private static String grouped(String secret) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < secret.length(); i += GROUP) {
            groups.append(i == 0 ? "" : " ").append(secret, i, Math.min(secret.length(), i + GROUP));
        }
        return groups.toString();
    }

    @Override
    public void close() {
        work.cancel();
        looking.cancel();
        subscription.close();
    }
}
