package dev.chatp2p.setup.wizard;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The code of the administrator's authenticator app. FX thread only. */
final class CodeModel implements PageModel {

    /** Recovery codes are longer than the six digits of an app. */
    private static final int MAX_LENGTH = 64;

    private final PageFrame frame;
    private final WizardTexts texts;
    private final Consumer<String> answer;
    private final SignIn signIn;
    private final StringProperty code = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /**
     * @param answer given what was typed
     */
    CodeModel(WizardTexts texts, Consumer<String> answer, SignIn signIn) {
        this.texts = texts;
        this.answer = answer;
        this.signIn = signIn;
        this.frame = PageFrame.of(texts.of("code.title"), texts.of("code.subtitle"));
        frame.primaryText().set(texts.of("code.logIn"));
        code.subscribe(typed -> {
            problem.set("");
            frame.primaryEnabled().set(!plain(typed).isEmpty() && plain(typed).length() <= MAX_LENGTH);
        });
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    StringProperty codeProperty() {
        return code;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The code was not the right one. */
    void wrong() {
        code.set("");
        problem.set(texts.of("code.wrong"));
        frame.busy().set(false);
    }

    @Override
    public void primary() {
        frame.busy().set(true);
        answer.accept(plain(code.get()));
    }

    @Override
    public void cancelWork() {
        signIn.left(this);
    }

    /** Apps show codes with a gap in the middle. */
    private static String plain(String typed) {
        return typed.replaceAll("\\s", "");
    }
}
