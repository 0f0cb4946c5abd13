package dev.chatp2p.setup.wizard;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A file that was brought along: its name, two lines about it, and on the right what we think of it. */
final class FileCardView extends HBox {

    /** What the chip says. */
    enum Verdict {
        PENDING("mdi2p-progress-clock"),
        GOOD("mdi2c-check"),
        BAD("mdi2a-alert-circle-outline");

        private final String icon;

        Verdict(String icon) {
            this.icon = icon;
        }

        private PseudoClass look() {
            return PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
        }
    }

    private final Label name = new Label();
    private final Label first = new Label();
    private final Label second = new Label();
    private final Label chip = new Label();

    /** @param icon an Ikonli name */
    FileCardView(String icon) {
        getStyleClass().add("file-card");
        name.getStyleClass().add("file-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        first.getStyleClass().add("file-detail");
        second.getStyleClass().add("file-detail");
        chip.setId("verdict");
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        VBox words = new VBox(name, first, second);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(IconTile.of(icon), words, chip);
        managedProperty().bind(visibleProperty());
    }

    /** Shows a file; all texts are safe to show. */
    void show(String fileName, String network, String validity, Verdict verdict, String words) {
        name.setText(fileName);
        first.setText(network);
        second.setText(validity);
        chip.setText(words);
        chip.setGraphic(new FontIcon(verdict.icon));
        for (Verdict one : Verdict.values()) {
            chip.pseudoClassStateChanged(one.look(), one == verdict);
            pseudoClassStateChanged(one.look(), one == verdict);
        }
        setAccessibleText(String.join(", ", fileName, network, validity, words));
    }
}
