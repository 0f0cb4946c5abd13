package dev.chatp2p.desktop.secondfactor;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.Texts;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** The lock beside our own name: tells how the second factor stands, and leads to it. */
public final class LockView {

    private static final PseudoClass ASKED = PseudoClass.getPseudoClass("asked");
    private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");

    private final SecondFactorViewModel model;
    private final Texts texts;

    @FXML
    private Button button;

    @FXML
    private FontIcon icon;

    @Inject
    LockView(SecondFactorViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        button.setOnAction(event -> model.press());
        model.lockProperty().subscribe(this::show);
    }

    private void show(Lock lock) {
        button.setVisible(lock != Lock.ABSENT);
        button.setManaged(lock != Lock.ABSENT);
        icon.setIconLiteral(
                switch (lock) {
                    case ABSENT, UNKNOWN -> "mdi2l-lock-outline";
                    case OPEN -> "mdi2l-lock-open-variant-outline";
                    case CLOSED -> "mdi2l-lock";
                    case ASKED -> "mdi2l-lock-alert";
                });
        String words = texts.of("lock." + lock);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.pseudoClassStateChanged(ASKED, lock == Lock.ASKED);
        button.pseudoClassStateChanged(CLOSED, lock == Lock.CLOSED);
    }
}
