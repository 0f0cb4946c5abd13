package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.LineWrapping;
import dev.chatp2p.desktop.common.MiddleColumn;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.VouchingChip;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The page of a contact. */
public final class ContactDetailsView {

    private final ContactDetailsViewModel model;
    private final Texts texts;
    private final ToggleGroup answering = new ToggleGroup();

    @FXML
    private VBox page;

    @FXML
    private Button back;

    @FXML
    private AvatarView avatar;

    @FXML
    private Label name;

    @FXML
    private Label chip;

    @FXML
    private Label presence;

    @FXML
    private Label routers;

    @FXML
    private Label title;

    @FXML
    private Button call;

    @FXML
    private HBox warningBox;

    @FXML
    private Label warning;

    @FXML
    private HBox unknownBox;

    @FXML
    private ScrollPane scroll;

    @FXML
    private TextField displayName;

    @FXML
    private TextField identity;

    @FXML
    private Label naming;

    @FXML
    private RadioButton ask;

    @FXML
    private RadioButton always;

    @FXML
    private RadioButton blocked;

    @FXML
    private Label alwaysWarning;

    @FXML
    private CheckBox muted;

    @FXML
    private TextArea notes;

    @FXML
    private Button delete;

    @FXML
    private VBox confirmation;

    @FXML
    private Label confirmationText;

    @FXML
    private Button keep;

    @Inject
    ContactDetailsView(ContactDetailsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        scroll.setContent(new MiddleColumn(scroll.getContent()));
        back.setOnAction(event -> model.back());
        page.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                goBack();
                event.consume();
            }
        });
        displayName.textProperty().bindBidirectional(model.displayNameProperty());
        displayName.setOnAction(event -> model.save());
        LineWrapping.follow(notes);
        notes.textProperty().bindBidirectional(model.notesProperty());
        choose(ask, Contact.Answering.ASK);
        choose(always, Contact.Answering.ALWAYS);
        choose(blocked, Contact.Answering.BLOCKED);
        muted.setOnAction(event -> model.setMuted(muted.isSelected()));
        model.askingToDeleteProperty().subscribe(asking -> {
            show(delete, !asking);
            show(confirmation, asking);
            if (asking) {
                // It is the last on the page, and takes more room than the button it stands in for.
                page.applyCss();
                page.layout();
                scroll.setVvalue(1);
                keep.requestFocus();
            }
        });
        model.detailsProperty().subscribe(this::show);
        routers.textProperty().bind(model.routersProperty());
        model.routersProperty().subscribe(words -> show(routers, !words.isEmpty()));
        page.visibleProperty().subscribe(visible -> {
            if (visible) {
                back.requestFocus();
            }
        });
    }

    @FXML
    void call() {
        model.call();
    }

    @FXML
    void message() {
        model.message();
    }

    @FXML
    void add() {
        model.add();
    }

    @FXML
    void askToDelete() {
        model.askingToDeleteProperty().set(true);
    }

    @FXML
    void keep() {
        model.askingToDeleteProperty().set(false);
        delete.requestFocus();
    }

    @FXML
    void delete() {
        model.delete();
    }

    private void goBack() {
        if (model.askingToDeleteProperty().get()) {
            keep();
        } else {
            model.back();
        }
    }

    private void choose(RadioButton button, Contact.Answering meaning) {
        button.setToggleGroup(answering);
        button.setOnAction(event -> model.setAnswering(meaning));
    }

    private void show(ContactDetails details) {
        avatar.setName(details.name());
        avatar.setPresence(details.online(), details.presence());
        name.setText(details.name());
        show(chip, details.vouching() != ContactDetails.Vouching.LISTED);
        VouchingChip.show(chip, details.vouching() == ContactDetails.Vouching.VOUCHED, texts);
        presence.setText(details.presence());
        title.setText(details.title());
        show(title, !details.title().isEmpty());
        call.setDisable(!details.callable());
        warning.setText(details.warning());
        show(warningBox, !details.warning().isEmpty());
        show(unknownBox, !details.known() && details.answering() != Contact.Answering.BLOCKED);
        identity.setText(details.identity());
        displayName.setPromptText(details.identity());
        naming.setText(details.naming());
        switch (details.answering()) {
            case ASK -> ask.setSelected(true);
            case ALWAYS -> always.setSelected(true);
            case BLOCKED -> blocked.setSelected(true);
        }
        muted.setSelected(details.muted());
        show(alwaysWarning, details.answering() == Contact.Answering.ALWAYS);
        confirmationText.setText(texts.of("details.deleteAsk", details.name()));
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
