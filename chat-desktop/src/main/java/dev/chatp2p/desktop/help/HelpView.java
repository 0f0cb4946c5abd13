package dev.chatp2p.desktop.help;

import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import java.util.Optional;
import javafx.event.EventTarget;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Lists the keys, above the whole window, until Escape or a click beside it. */
public final class HelpView extends StackPane {

    private final Texts texts;
    private final Button close = new Button();
    private Optional<Node> before = Optional.empty();

    public HelpView(Texts texts, Navigation navigation) {
        this.texts = texts;
        getStyleClass().add("help-backdrop");
        setAccessibleText(texts.of("help.title"));
        setVisible(false);
        managedProperty().bind(visibleProperty());
        StackPane.setAlignment(this, Pos.CENTER);
        navigation.onWish(wish -> {
            if (wish == Navigation.Wish.KEYS && !isVisible()) {
                toggle();
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getTarget() == this) {
                hide();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
            }
            event.consume(); // nothing below is meant
        });
    }

    /** Opens or closes if the key asks for help; to be told of every key in the window. */
    public void handle(KeyEvent event) {
        boolean asked = event.getEventType() == KeyEvent.KEY_TYPED
                ? isQuestionMark(event.getCharacter()) && !isTypedInto(event.getTarget())
                : event.getEventType() == KeyEvent.KEY_PRESSED && Shortcuts.HELP.match(event);
        if (asked) {
            toggle();
            event.consume();
        }
    }

    private static boolean isQuestionMark(String typed) {
        return typed.equals("?") || typed.equals("\u061f"); // on Arabic keyboards
    }

    private static boolean isTypedInto(EventTarget target) {
        return target instanceof TextInputControl;
    }

    private void toggle() {
        if (isVisible()) {
            hide();
        } else {
            before = Optional.ofNullable(getScene().getFocusOwner());
            if (getChildren().isEmpty()) {
                getChildren().add(card());
            }
            setVisible(true);
            close.requestFocus();
        }
    }

    private void hide() {
        setVisible(false);
        before.ifPresent(Node::requestFocus);
    }

    private VBox card() {
        Label title = new Label(texts.of("help.title"));
        title.getStyleClass().add("settings-heading");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        close.getStyleClass().add("icon-button");
        close.setGraphic(new FontIcon("mdi2c-close"));
        close.setAccessibleText(texts.of("help.close"));
        close.setOnAction(event -> hide());
        HBox head = new HBox(title, close);
        head.getStyleClass().add("name-line");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("help-keys");
        int line = 0;
        for (Shortcuts.Shortcut shortcut : Shortcuts.ALL) {
            Label keys = new Label(shortcut.keys().getDisplayText());
            keys.getStyleClass().add("key-hint");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            Label words = new Label(texts.of(shortcut.description()));
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            GridPane.setHgrow(words, Priority.ALWAYS);
            GridPane.setHalignment(keys, HPos.RIGHT);
            grid.addRow(line++, words, keys);
        }
        ScrollPane scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("settings-scroll");
        scroll.setFitToWidth(true);
        VBox card = new VBox(head, scroll);
        card.getStyleClass().add("help-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return card;
    }
}
