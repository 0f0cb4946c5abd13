package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A heading of the list, with a sign that says whether what belongs below it is folded away. */
final class SectionView extends HBox {

    private final Texts texts;
    private final Label title = new Label();
    private final FontIcon fold = new FontIcon();

    SectionView(Texts texts) {
        this.texts = texts;
        title.getStyleClass().add("section-heading");
        getStyleClass().add("section-line");
        fold.getStyleClass().add("fold-icon");
        getChildren().addAll(title, fold);
    }

    void show(ContactItem.Section section) {
        title.setText(section.title());
        fold.setVisible(section.group().folds());
        fold.setIconLiteral(section.folded() ? "mdi2c-chevron-right" : "mdi2c-chevron-down");
    }

    String words(ContactItem.Section section) {
        return section.group().folds()
                ? texts.of(section.folded() ? "section.folded" : "section.unfolded", section.title())
                : section.title();
    }
}
