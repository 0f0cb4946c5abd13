package dev.chatp2p.desktop.secondfactor;

import dev.chatp2p.core.overlay.FakeSecondFactor;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.SecondFactor;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import dev.chatp2p.setup.wizard.PageWork;
import dev.chatp2p.setup.wizard.TextClipboard;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/** The view models of the second factor without a toolkit; what goes on in the background waits until {@link #work}. */
final class SecondFactorFixture implements FileDialogs, TextClipboard {

    final FakeSecondFactor factor;
    final FakeChat chat = new FakeChat();
    final Navigation navigation = new Navigation();
    final CodeQuestionViewModel question;
    final SecondFactorViewModel model;
    Optional<Path> choice = Optional.empty();
    Optional<String> clipboard = Optional.empty();

    private final Queue<Runnable> waiting = new ArrayDeque<>();

    SecondFactorFixture(SecondFactor.State state) {
        this(state, true);
    }

    SecondFactorFixture(SecondFactor.State state, boolean known) {
        FxBridge bridge = new FxBridge(Runnable::run);
        Texts texts = Texts.in(Locale.ENGLISH);
        factor = new FakeSecondFactor(state);
        chat.secondFactor = Optional.<SecondFactor>of(factor).filter(one -> known);
        question = new CodeQuestionViewModel(chat, bridge, work(bridge), texts);
        model = new SecondFactorViewModel(
                chat, question, navigation, bridge, work(bridge), work(bridge), this, this, texts);
    }

    private PageWork work(FxBridge bridge) {
        return new PageWork(waiting::add, bridge);
    }

    /** Lets what waits in the background happen. */
    void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    void askForCode() {
        chat.tell(new OverlayStatus(
                OverlayStatus.State.NEEDS_MFA, Optional.of(Reason.MFA_REQUIRED), "The network asks.", 0));
    }

    void online() {
        chat.tell(OverlayStatus.of(OverlayStatus.State.ONLINE, "Online."));
    }

    void type(String code) {
        model.codeProperty().set(code);
        model.submit();
    }

    @Override
    public Optional<Path> open(FileKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> save(FileKind kind, String name) {
        return choice;
    }

    @Override
    public Optional<Path> folder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> text() {
        return clipboard;
    }

    @Override
    public void put(String text) {
        clipboard = Optional.of(text);
    }
}
