package dev.chatp2p.desktop.secondfactor;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.wizard.PageWork;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The question for a code while the network waits for one. It can be put off, and asked for again. FX thread only. */
@Singleton
public final class CodeQuestionViewModel implements AutoCloseable {

    private final Optional<SecondFactor> secondFactor;
    private final PageWork work;
    private final Texts texts;
    private final Subscription subscription;

    private final StringProperty code = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper wishes = new ReadOnlyIntegerWrapper();
    private boolean asked;
    private boolean putOff;
    /** The code was taken, but the status that follows from it is still on its way. */
    private boolean taken;

    @Inject
    public CodeQuestionViewModel(ChatClient client, FxBridge bridge, PageWork work, Texts texts) {
        this.secondFactor = client.secondFactor();
        this.work = work;
        this.texts = texts;
        this.subscription = bridge.latest(client::observeStatus, this::statusChanged);
    }

    /** What is being typed. */
    public StringProperty codeProperty() {
        return code;
    }

    /** Whether the question is asked. */
    public ReadOnlyBooleanProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Whether the network is looking at a code. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What is wrong with the last code; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Counts the codes that were not taken: the next one is to be typed over the last. */
    public ReadOnlyIntegerProperty refusalsProperty() {
        return refusals.getReadOnlyProperty();
    }

    /** Counts the wishes of the person to answer now. */
    public ReadOnlyIntegerProperty wishesProperty() {
        return wishes.getReadOnlyProperty();
    }

    /** Asks again after it was put off. */
    public void open() {
        putOff = false;
        taken = false; // whoever asks for the question does so because nothing has come of the code
        refresh();
        wishes.set(wishes.get() + 1);
    }

    /** Not now; a code under way is no longer waited for. */
    public void putOff() {
        work.cancel();
        busy.set(false);
        putOff = true;
        forget();
        refresh();
    }

    /** Gives the code to the network. */
    public void submit() {
        if (busy.get() || secondFactor.isEmpty()) {
            return;
        }
        String given = code.get();
        if (given.isBlank()) {
            refuse(texts.of("secondFactor.noCode"));
            return;
        }
        problem.set("");
        busy.set(true);
        SecondFactor answering = secondFactor.get();
        work.start(
                progress -> {
                    answering.answer(given);
                    return true;
                },
                done -> accepted(),
                failure -> {
                    busy.set(false);
                    refuse(Failures.sentence(failure, texts));
                });
    }

    private void accepted() {
        busy.set(false);
        taken = true;
        forget();
        refresh();
    }

    private void refuse(String sentence) {
        problem.set(sentence);
        refusals.set(refusals.get() + 1);
        refresh();
    }

    private void forget() {
        code.set("");
        problem.set("");
    }

    private void statusChanged(OverlayStatus status) {
        asked = status.state() == OverlayStatus.State.NEEDS_MFA && secondFactor.isPresent();
        taken = false;
        if (!asked) {
            putOff = false;
        }
        refresh();
    }

    private void refresh() {
        // Looking at a code may show as connecting: the question stays until it is answered.
        shown.set(busy.get() || (asked && !putOff && !taken));
        if (!shown.get()) {
            forget();
        }
    }

    @Override
    public void close() {
        work.cancel();
        subscription.close();
    }
}
