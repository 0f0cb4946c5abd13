package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FilePicker;
import dev.chatp2p.desktop.common.Texts;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The window before there is a chat: no identity yet, one being opened, or one that cannot be used. FX thread only. */
final class WelcomeViewModel {

    /**
     * What is shown.
     *
     * @param stage where we are
     * @param sentence what is being done, or why it did not work
     */
    record State(Stage stage, String sentence) {}

    /** Where we are. */
    enum Stage {
        ASKING,
        OPENING,
        FAILED
    }

    private final FilePicker picker;
    private final Texts texts;
    private final Consumer<Credentials> open;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State(Stage.ASKING, ""));

    /**
     * @param open is given what the person has chosen
     */
    WelcomeViewModel(FilePicker picker, Texts texts, Consumer<Credentials> open) {
        this.picker = picker;
        this.texts = texts;
        this.open = open;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Lets the person choose an identity file and opens it. */
    void choose() {
        picker.pickIdentity().ifPresent(file -> open.accept(new Credentials.IdentityFile(file)));
    }

    void opening(Credentials credentials) {
        String what = switch (credentials) {
            case Credentials.IdentityFile file -> fileName(file.path());
            case Credentials.Name name -> name.peer().name();
        };
        state.set(new State(Stage.OPENING, texts.of("welcome.opening", DisplayText.name(what))));
    }

    void failed(String sentence) {
        state.set(new State(Stage.FAILED, sentence));
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
