package dev.chatp2p.desktop.notification;

import com.google.inject.Inject;
import dev.chatp2p.core.text.RightToLeft;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.notification.Announcement.Action;
import impl.org.controlsfx.skin.NotificationBar;
import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows notifications in the lower corner of the window, above whatever is open. They never have the keyboard focus. */
public final class NotificationsView {

    private static final Duration FOR = Duration.seconds(6);
    /** So that it fills the bar, which is never narrower than 400 pixels. */
    private static final double WIDTH = 376;

    private final NotificationsModel model;
    private final Texts texts;
    private final Window window;
    private final Map<Announcement, Node> shown = new HashMap<>();

    @Inject
    NotificationsView(NotificationsModel model, Texts texts, Window window) {
        this.model = model;
        this.texts = texts;
        this.window = window;
    }

    /** Begins to show. Call it once. */
    public void start() {
        model.shown().addListener(this::changed);
        model.raiseRequestsProperty().subscribe((before, now) -> raise());
    }

    private void changed(ListChangeListener.Change<? extends Announcement> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::hide);
            change.getAddedSubList().forEach(this::show);
        }
    }

    private void show(Announcement announcement) {
        if (!window.isShowing()) {
            return;
        }
        Node content = content(announcement);
        shown.put(announcement, content);
        // It goes away by itself after a while.
        content.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .subscribe((before, showing) -> {
                    if (Boolean.FALSE.equals(showing)) {
                        model.dismiss(announcement);
                    }
                });
        Notifications.create()
                .owner(window)
                .position(Pos.BOTTOM_RIGHT)
                .graphic(content)
                .text("")
                .hideAfter(announcement.lasting() ? Duration.INDEFINITE : FOR)
                .hideCloseButton()
                .styleClass("chat-notification")
                .show();
        if (content.getScene() != null) {
            content.getScene().getRoot().getStyleClass().add("notification-window");
        }
    }

    private Node content(Announcement announcement) {
        FontIcon icon = new FontIcon(
                switch (announcement.about()) {
                    case Announcement.About.Call _ -> "mdi2p-phone-incoming";
                    case Announcement.About.Missed _ -> "mdi2p-phone-missed";
                    case Announcement.About.Messages _ -> "mdi2m-message-text-outline";
                });
        Label title = new Label(announcement.title());
        title.getStyleClass().add("name");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        Button close = new Button();
        close.getStyleClass().addAll("icon-button", "field-button");
        close.setGraphic(new FontIcon("mdi2c-close"));
        close.setAccessibleText(texts.of("notification.close"));
        close.setFocusTraversable(false);
        close.setOnAction(event -> model.dismiss(announcement));
        HBox head = new HBox(icon, title, close);
        head.getStyleClass().add("notification-head");
        Node body = body(announcement.body());
        VBox content = new VBox(head, body);
        if (announcement.actions().size() > 1) {
            HBox buttons = new HBox();
            buttons.getStyleClass().add("notification-actions");
            announcement.actions().forEach(action -> buttons.getChildren().add(button(announcement, action)));
            content.getChildren().add(buttons);
        } else {
            announcement
                    .actions()
                    .forEach(action -> content.setOnMouseClicked(event -> model.act(announcement, action)));
        }
        content.getStyleClass().add("notification-content");
        content.setPrefWidth(WIDTH);
        content.setAccessibleText(announcement.title() + ". " + announcement.body());
        return content;
    }

    private static Node body(String words) {
        if (RightToLeft.isIn(words)) {
            Label line = new Label(words); // JavaFX 26 throws when such text wraps
            line.getStyleClass().add("notification-line");
            line.setMaxWidth(WIDTH);
            return line;
        }
        // A label that wraps does not know its height before it has a width, which is too late for a popup.
        Text body = new Text(words);
        body.getStyleClass().add("notification-body");
        body.setWrappingWidth(WIDTH);
        return body;
    }

    private Button button(Announcement announcement, Action action) {
        Button button = new Button(texts.of("notification.do." + action));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        switch (action) {
            case ANSWER -> button.getStyleClass().add("answer");
            case DECLINE -> button.getStyleClass().add("danger");
            case MESSAGE, CALL_BACK, OPEN -> {
                // an ordinary button
            }
        }
        button.setOnAction(event -> model.act(announcement, action));
        return button;
    }

    private void hide(Announcement announcement) {
        for (Node up = shown.remove(announcement); up != null; up = up.getParent()) {
            if (up instanceof NotificationBar bar) {
                bar.hide();
            }
        }
    }

    private void raise() {
        if (window instanceof Stage stage) {
            stage.setIconified(false);
            stage.toFront();
            stage.requestFocus();
        }
    }
}
