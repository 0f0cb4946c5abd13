package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in the place of a list that has nobody in it. */
final class EmptyListView extends VBox {

    private final ContactsViewModel model;
    private final Navigation navigation;
    private final Texts texts;

    private final FontIcon icon = new FontIcon();
    private final WrappedLabel title = new WrappedLabel();
    private final WrappedLabel help = new WrappedLabel();
    private final Button button = new Button();

    EmptyListView(ContactsViewModel model, Navigation navigation, Texts texts) {
        this.model = model;
        this.navigation = navigation;
        this.texts = texts;
        getStyleClass().add("empty-state");
        icon.getStyleClass().add("empty-icon");
        title.setId("emptyTitle");
        title.getStyleClass().add("empty-title");
        help.getStyleClass().add("empty-help");
        for (Node optional : new Node[] {help, button}) {
            optional.managedProperty().bind(optional.visibleProperty());
        }
        getChildren().addAll(icon, title, help, button);
        model.emptinessProperty().subscribe(this::show);
        model.filterProperty().subscribe(() -> {
            if (model.emptinessProperty().get() == ContactsViewModel.Emptiness.NO_MATCH) {
                showNoMatch();
            }
        });
    }

    private void show(ContactsViewModel.Emptiness emptiness) {
        setVisible(emptiness != ContactsViewModel.Emptiness.NONE);
        setManaged(emptiness != ContactsViewModel.Emptiness.NONE);
        switch (emptiness) {
            case NONE -> {}
            case LOOKING -> fill("mdi2a-account-search-outline", texts.of("contacts.looking"), "", "");
            case NOBODY ->
                fill(
                        "mdi2a-account-group-outline",
                        texts.of("contacts.nobody"),
                        texts.of("contacts.nobodyHelp"),
                        texts.of("own.addContact"));
            case NO_MATCH -> showNoMatch();
        }
        button.setOnAction(event -> {
            if (emptiness == ContactsViewModel.Emptiness.NO_MATCH) {
                model.callTyped();
            } else {
                navigation.wish(Navigation.Wish.ADD_CONTACT);
            }
        });
    }

    private void showNoMatch() {
        String typed = model.filterProperty().get().strip();
        fill(
                "mdi2m-magnify",
                texts.of("contacts.noMatch", typed),
                texts.of("contacts.noMatchHelp"),
                model.typed().map(peer -> texts.of("contacts.callTyped", typed)).orElse(""));
    }

    private void fill(String iconLiteral, String titleWords, String helpWords, String buttonWords) {
        icon.setIconLiteral(iconLiteral);
        title.setText(titleWords);
        help.setText(helpWords);
        help.setVisible(!helpWords.isEmpty());
        button.setText(buttonWords);
        button.setVisible(!buttonWords.isEmpty());
    }
}
