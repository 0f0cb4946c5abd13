package dev.chatp2p.setup.wizard;

import javafx.collections.FXCollections;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One card for each person. */
final class InvitationsView extends VBox implements FillsPage {

    private static final double ROW_HEIGHT = 104;
    private static final double LEAST_HEIGHT = 200;

    InvitationsView(InvitationsModel model, WizardTexts texts) {
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        SentenceView notice = SentenceView.notice("invitations-notice");
        notice.textProperty().bind(model.noticeProperty());
        RowList<PersonCard> list = new RowList<>(
                "invitations-list", FXCollections.observableArrayList(model.cards()), ROW_HEIGHT, LEAST_HEIGHT);
        list.setAccessibleText(texts.of("invitations.list"));
        list.setCellFactory(view -> new PersonCardView(model, texts));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(problem, notice, list);
    }
}
