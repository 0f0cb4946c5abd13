package dev.chatp2p.desktop.conversation;

import dev.chatp2p.desktop.common.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Path;
import javafx.scene.shape.Shape;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.controlsfx.control.PopOver;

/** The panel of emoji: groups, a search by name, and those used last. */
final class EmojiView {

    private static final double WIDTH = 332;
    private static final double HEIGHT = 220;

    /** A character that no font has a picture of. */
    private static final String MISSING = "\uDBFF\uDFFD";

    private final Texts texts;
    private final Consumer<String> chosen;
    private final Map<String, Boolean> drawable = new HashMap<>();
    private final EmojiCatalog catalog;
    private final TextField search = new TextField();
    private final FlowPane groups = new FlowPane();
    private final TilePane tiles = new TilePane();
    private final Label nothing = new Label();
    /** What the one that is pointed at is called. */
    private final Label named = new Label();

    private final VBox content;
    private Optional<PopOver> popOver = Optional.empty();

    /**
     * @param chosen told the emoji that a person has picked
     */
    EmojiView(Texts texts, RecentEmojiModel recent, Consumer<String> chosen) {
        this.catalog = new EmojiCatalog(this::isDrawable, recent);
        this.texts = texts;
        this.chosen = chosen;
        search.setPromptText(texts.of("emoji.search"));
        search.setAccessibleText(texts.of("emoji.search"));
        search.textProperty().subscribe(this::searchChanged);
        search.setOnAction(event -> firstTile().ifPresent(Button::fire));
        groups.getStyleClass().add("emoji-groups");
        tiles.getStyleClass().add("emoji-tiles");
        nothing.setText(texts.of("emoji.none"));
        nothing.getStyleClass().add("emoji-none");
        named.getStyleClass().add("emoji-none");
        ScrollPane scroll = new ScrollPane(tiles);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefHeight(HEIGHT);
        scroll.getStyleClass().add("emoji-scroll");
        content = new VBox(search, groups, nothing, scroll, named);
        content.getStyleClass().add("emoji-panel");
        content.setPrefWidth(WIDTH);
    }

    /** Opens the panel above a button, or closes it. */
    void toggle(Node above) {
        if (popOver.filter(PopOver::isShowing).isPresent()) {
            popOver.get().hide();
            return;
        }
        PopOver shown = new PopOver(content);
        shown.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        shown.setAnimated(false);
        popOver = Optional.of(shown);
        search.clear();
        showGroups();
        shown.show(above);
        search.requestFocus();
    }

    private void showGroups() {
        groups.getChildren().clear();
        ToggleGroup one = new ToggleGroup();
        List<String> keys = catalog.groupKeys();
        for (String key : keys) {
            ToggleButton tab = new ToggleButton(texts.of(key));
            tab.getStyleClass().add("emoji-group");
            tab.setToggleGroup(one);
            tab.setOnAction(event -> {
                tab.setSelected(true);
                search.clear();
                showTiles(catalog.inGroup(key));
            });
            groups.getChildren().add(tab);
        }
        if (groups.getChildren().getFirst() instanceof ToggleButton first) {
            first.setSelected(true);
        }
        showTiles(catalog.inGroup(keys.getFirst()));
    }

    private void searchChanged() {
        String wanted = search.getText().strip();
        if (!wanted.isEmpty()) {
            showTiles(catalog.search(wanted));
        }
    }

    private void showTiles(List<String> emoji) {
        tiles.getChildren().setAll(emoji.stream().map(this::tile).toList());
        nothing.setVisible(emoji.isEmpty());
        nothing.setManaged(emoji.isEmpty());
    }

    private Button tile(String emoji) {
        String name = EmojiCatalog.nameOf(emoji);
        Button tile = new Button(emoji);
        tile.getStyleClass().setAll("button", "emoji");
        tile.setAccessibleText(name);
        // No tooltips: windows that belong to a popover are not dressed.
        tile.hoverProperty().subscribe(hovered -> showName(hovered, name));
        tile.focusedProperty().subscribe(focused -> showName(focused, name));
        tile.setOnAction(event -> {
            popOver.ifPresent(PopOver::hide);
            catalog.used(emoji);
            chosen.accept(emoji);
        });
        return tile;
    }

    private void showName(boolean pointedAt, String name) {
        if (pointedAt) {
            named.setText(name);
        }
    }

    private Optional<Button> firstTile() {
        return tiles.getChildren().stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .findFirst();
    }

    /**
     * Whether some font here has a picture of it. There is no way to ask JavaFX; but what no font has is drawn as one and the
     * same box, and what only a font of coloured pictures has is not drawn at all on Linux.
     */
    private boolean isDrawable(String emoji) {
        return drawable.computeIfAbsent(
                Character.toString(emoji.codePointAt(0)),
                first -> !outline(first).isEmpty() && !outline(first).equals(outline(MISSING)));
    }

    private static String outline(String letters) {
        Text text = new Text(letters);
        text.setFont(Font.font(16));
        Shape outline = Shape.union(text, new Text());
        return outline instanceof Path path && !path.getElements().isEmpty()
                ? path.getElements().toString()
                : "";
    }
}
