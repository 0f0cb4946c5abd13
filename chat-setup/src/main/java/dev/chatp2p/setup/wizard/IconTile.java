package dev.chatp2p.setup.wizard;

import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** An icon on a soft square, as choices and cards begin with. */
final class IconTile {

    private IconTile() {}

    /** @param icon an Ikonli name */
    static StackPane of(String icon) {
        StackPane tile = new StackPane(new FontIcon(icon));
        tile.getStyleClass().add("icon-tile");
        return tile;
    }
}
