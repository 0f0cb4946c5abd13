package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line above the list: who we are, whether others can reach us, and the menu. */
final class OwnView extends HBox {

    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Navigation navigation;
    private final IdentityChange identityChange;
    private final Texts texts;

    private final AvatarView avatar = new AvatarView();
    private final Label name = new Label();
    private final Region statusDot = new Region();
    private final WrappedLabel status = new WrappedLabel();

    /**
     * @param lock what stands before the menu
     */
    OwnView(ContactsViewModel model, Navigation navigation, IdentityChange identityChange, Texts texts, Node lock) {
        this.navigation = navigation;
        this.identityChange = identityChange;
        this.texts = texts;
        getStyleClass().add("own");
        name.getStyleClass().add("name");
        statusDot.getStyleClass().add("status-dot");
        status.setId("status");
        status.getStyleClass().add("status");
        HBox statusLine = new HBox(statusDot, status);
        statusLine.getStyleClass().add("status-line");
        VBox words = new VBox(name, statusLine);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(avatar, words, lock, menu());
        model.ownNameProperty().subscribe(this::showName);
        model.statusProperty().subscribe(this::showStatus);
    }

    private void showName(String own) {
        name.setText(own.isEmpty() ? texts.of("app.name") : own);
        avatar.setName(name.getText());
    }

    private void showStatus(NetworkStatus newest) {
        status.setText(newest.words());
        status.setTooltip(newest.detail().isBlank() ? null : new Tooltip(newest.detail()));
        for (Region region : new Region[] {statusDot, status}) {
            region.pseudoClassStateChanged(GOOD, newest.mood() == NetworkStatus.Mood.GOOD);
            region.pseudoClassStateChanged(BAD, newest.mood() == NetworkStatus.Mood.BAD);
        }
    }

    private MenuButton menu() {
        MenuButton more = new MenuButton("", new FontIcon("mdi2d-dots-horizontal"));
        more.getStyleClass().add("more-button");
        more.setAccessibleText(texts.of("own.more"));
        more.setTooltip(new Tooltip(texts.of("own.more")));
        more.getItems()
                .setAll(
                        item(
                                "mdi2c-cog-outline",
                                "own.settings",
                                Shortcuts.SETTINGS,
                                () -> navigation.turnTo(Navigation.Page.SETTINGS)),
                        item(
                                "mdi2a-account-plus-outline",
                                "own.addContact",
                                Shortcuts.ADD_CONTACT,
                                () -> navigation.wish(Navigation.Wish.ADD_CONTACT)),
                        item(
                                "mdi2e-email-plus-outline",
                                "own.invite",
                                KeyCombination.NO_MATCH,
                                identityChange::askForAnother),
                        item(
                                "mdi2l-lock-outline",
                                "own.secondFactor",
                                KeyCombination.NO_MATCH,
                                navigation::showSecondFactor),
                        new SeparatorMenuItem(),
                        item(
                                "mdi2k-keyboard-outline",
                                "own.keys",
                                Shortcuts.HELP,
                                () -> navigation.wish(Navigation.Wish.KEYS)),
                        item(
                                "mdi2i-information-outline",
                                "own.about",
                                KeyCombination.NO_MATCH,
                                () -> navigation.wish(Navigation.Wish.ABOUT)));
        return more;
    }

    /** The keys work everywhere by themselves: here they are only told. */
    private MenuItem item(String icon, String key, KeyCombination keys, Runnable action) {
        String words = texts.of(key);
        MenuItem item = new MenuItem(
                keys.equals(KeyCombination.NO_MATCH) ? words : texts.of("own.withKeys", words, keys.getDisplayText()),
                new FontIcon(icon));
        item.setOnAction(event -> action.run());
        return item;
    }
}
