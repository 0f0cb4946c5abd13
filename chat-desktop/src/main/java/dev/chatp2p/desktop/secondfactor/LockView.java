package dev.chatp2p.desktop.secondfactor;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.Texts;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The lock beside our own name: tells how the second factor stands, and leads to it. */
public final class LockView {

    private static final PseudoClass ASKED = PseudoClass.getPseudoClass("asked");
    private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");

    private final Texts texts;

    private final FontIcon icon = new FontIcon();
    private final Button button = new Button("", icon);

    @Inject
    LockView(SecondFactorViewModel model, Texts texts) {
        this.texts = texts;
        button.getStyleClass().addAll("icon-button", "lock");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> model.press());
        model.lockProperty().subscribe(this::show);
    }

    /** What is laid out. */
    public Parent root() {
        return button;
    }

    private void show(Lock lock) {
        button.setVisible(lock != Lock.ABSENT);
        button.setManaged(lock != Lock.ABSENT);
        if (lock == Lock.ABSENT) {
            return; // as at every start: nothing is made that is not seen
        }
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
