package dev.chatp2p.setup.wizard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list of people to invite. */
final class PeopleView extends VBox implements FillsPage {

    private static final double ROW_HEIGHT = 36;
    private static final double LEAST_HEIGHT = 110;

    private final PeopleModel model;
    private final WizardTexts texts;
    private final Entry entry;

    PeopleView(PeopleModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        this.entry = new Entry(model);
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        getChildren().addAll(problem, entry(), list(), links(), service());
        disableProperty().bind(model.frame().busy());
    }

    private Node entry() {
        entry.setPromptText(texts.of("people.entryPrompt"));
        entry.textProperty().bindBidirectional(model.entryProperty());
        entry.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // With an empty field Enter means the page's button.
            if (event.getCode() == KeyCode.ENTER && !entry.getText().isBlank()) {
                model.add();
                event.consume();
            }
        });
        HBox.setHgrow(entry, Priority.ALWAYS);
        Button add = new Button(texts.of("people.add"), new FontIcon("mdi2p-plus"));
        add.setId("people-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.disableProperty().bind(model.entryProperty().isEmpty());
        add.setOnAction(event -> {
            model.add();
            entry.requestFocus();
        });
        HBox row = new HBox(entry, add);
        row.getStyleClass().add("line");
        return new FieldView("people-entry", texts.of("people.entry"), entry, row, model.entryProblemProperty());
    }

    private Node list() {
        RowList<InvitedName> list = new RowList<>("people-list", model.people(), ROW_HEIGHT, LEAST_HEIGHT);
        list.setAccessibleText(texts.of("people.list"));
        Label hint = new Label(texts.of("people.hint"));
        hint.getStyleClass().add("secondary");
        hint.setWrapText(true);
        list.setPlaceholder(hint);
        list.setCellFactory(view -> new InvitedNameView(model, texts));
        list.setOnKeyPressed(event -> {
            InvitedName chosen = list.getSelectionModel().getSelectedItem();
            if ((event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) && chosen != null) {
                model.remove(chosen);
            }
        });
        model.people().subscribe(() -> list.reveal(model.firstToLookAt()));
        VBox.setVgrow(list, Priority.ALWAYS);
        Label unusable = new Label();
        unusable.setId("people-problem");
        unusable.getStyleClass().add("field-problem");
        unusable.setGraphic(new FontIcon("mdi2a-alert-circle-outline"));
        unusable.textProperty().bind(model.listProblemProperty());
        unusable.visibleProperty().bind(unusable.textProperty().isNotEmpty());
        unusable.managedProperty().bind(unusable.visibleProperty());
        VBox both = new VBox(list, unusable);
        both.getStyleClass().add("field");
        VBox.setVgrow(both, Priority.ALWAYS);
        return both;
    }

    private Node links() {
        Hyperlink present = link("people-present", "", model::addPresent);
        present.managedProperty().bind(present.visibleProperty());
        Runnable count = () -> {
            present.setText(texts.of("people.present", model.present().size()));
            present.setVisible(!model.present().isEmpty());
        };
        model.present().subscribe(count);
        count.run();
        Hyperlink remove = link("people-remove", texts.of("people.remove"), model::openRemoval);
        Hyperlink more = link(
                "people-more",
                texts.of("people.more"),
                () -> model.moreOptionsProperty()
                        .set(!model.moreOptionsProperty().get()));
        model.moreOptionsProperty().subscribe(shown -> more.setText(texts.of(shown ? "people.less" : "people.more")));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox links = new HBox(more, gap, present, remove);
        links.getStyleClass().add("links");
        return links;
    }

    private static Hyperlink link(String id, String text, Runnable action) {
        Hyperlink link = new Hyperlink(text);
        link.setId(id);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(event -> {
            link.setVisited(false);
            action.run();
        });
        return link;
    }

    private Node service() {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(model.serviceProperty());
        FieldView service =
                FieldView.of("people-service", texts.of("people.service"), field, model.serviceProblemProperty());
        field.focusedProperty().subscribe((before, focused) -> {
            if (before && !focused) {
                model.checkService();
                model.look();
            }
        });
        service.visibleProperty().bind(model.moreOptionsProperty());
        return service;
    }

    /** A field that takes a whole list when one is pasted; a plain one would make a single name of it. */
    private static final class Entry extends TextField {
        private final PeopleModel model;

        private Entry(PeopleModel model) {
            this.model = model;
        }

        @Override
        public void paste() {
            if (!model.pasteList()) {
                super.paste();
            }
        }
    }
}
