package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.controls.WrappedLabel;
import dev.chatp2p.setup.wizard.PersonCard.Notice;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;

/** A person, whether they can chat, and what can be done with their invitation; reused for whoever the list scrolls to. */
final class PersonCardView extends RowCell<PersonCard> {

    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final InvitationsModel model;
    private final WizardTexts texts;

    private final Label name = new Label();
    private final Label chip = new Label();
    private final WrappedLabel detail = new WrappedLabel();
    private final Button save;
    private final Button copy;
    private final Button qr;
    private final Button me;
    private final Button renew;
    private final WrappedLabel notice = new WrappedLabel();
    private final Button confirm;
    private final Button join;
    private final Button keep;
    private final FlowPane actions;
    private final HBox asking;
    private final VBox card;

    private Subscription watching = Subscription.EMPTY;

    PersonCardView(InvitationsModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("person-cell");
        name.getStyleClass().add("name");
        name.setMinWidth(0);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        detail.getStyleClass().add("secondary");
        notice.getStyleClass().addAll("secondary", "card-notice");
        save = button("save", "mdi2c-content-save-outline", "invitations.save", model::save);
        copy = button("copy", "mdi2c-content-copy", "invitations.copy", model::copy);
        qr = button("qr", "mdi2q-qrcode", "invitations.qr", this::showQrCode);
        me = button("me", "mdi2a-account-check-outline", "invitations.me", model::useHere);
        renew = button("renew", "mdi2e-email-sync-outline", "invitations.renew", model::askForNew);
        confirm = button("confirm", "mdi2e-email-sync-outline", "invitations.confirm", model::issueNew);
        confirm.getStyleClass().add("danger");
        join = button("join", "mdi2a-account-check-outline", "invitations.join", model::join);
        keep = button("keep", "mdi2c-close", "invitations.keep", model::keep);
        actions = new FlowPane(save, copy, qr, me, renew);
        actions.getStyleClass().add("card-buttons");
        asking = new HBox(confirm, join, keep);
        asking.getStyleClass().add("line");
        for (Region part : new Region[] {actions, asking, notice}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        card = layOut();
    }

    private VBox layOut() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox title = new HBox(new FontIcon("mdi2a-account-circle-outline"), name, gap, chip);
        title.getStyleClass().add("line");
        VBox laidOut = new VBox(title, detail, notice, actions, asking);
        laidOut.getStyleClass().add("person-card");
        return laidOut;
    }

    private Button button(String kind, String icon, String text, Consumer<PersonCard> action) {
        Button button = new Button(texts.of(text), new FontIcon(icon));
        button.getStyleClass().add("small");
        button.setUserData(kind);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        button.disableProperty().bind(model.frame().busy());
        button.setOnAction(event -> {
            PersonCard person = getItem();
            if (person != null) {
                action.accept(person);
            }
        });
        return button;
    }

    @Override
    protected void updateItem(PersonCard person, boolean empty) {
        super.updateItem(person, empty);
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        if (empty || person == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        for (Button button : new Button[] {save, copy, qr, me, renew, confirm, join, keep}) {
            button.setId(button.getUserData() + "-" + getIndex());
            button.setAccessibleText(texts.of("invitations.action", button.getText(), person.shown()));
        }
        name.setText(person.shown());
        watching = person.invitationProperty()
                .subscribe(invitation -> show(person))
                .and(person.noticeProperty().subscribe(this::show));
        setGraphic(card);
    }

    private void show(PersonCard person) {
        boolean invited = person.invitationProperty().get().isPresent();
        boolean problem = person.report().problem().isPresent();
        String state =
                texts.of(problem ? "invitations.problem" : invited ? "invitations.invited" : "invitations.enrolled");
        chip.setText(state);
        chip.setGraphic(
                new FontIcon(problem ? "mdi2a-alert-circle-outline" : invited ? "mdi2e-email-outline" : "mdi2c-check"));
        chip.pseudoClassStateChanged(PROBLEM, problem);
        detail.setText(model.detail(person));
        for (Button button : new Button[] {save, copy, qr, me}) {
            button.setVisible(invited);
        }
        setAccessibleText(String.join(", ", person.shown(), state, detail.getText()));
    }

    private void show(Notice now) {
        String words = switch (now) {
            case Notice.None none -> "";
            case Notice.Good good -> good.sentence();
            case Notice.Bad bad -> bad.sentence();
            case Notice.Confirm question -> question.sentence();
            case Notice.ConfirmJoining question -> question.sentence();
            case Notice.Busy busy -> busy.words();
        };
        notice.setText(words);
        notice.setVisible(!words.isEmpty());
        boolean joining = now instanceof Notice.ConfirmJoining;
        boolean asked = joining || now instanceof Notice.Confirm;
        notice.pseudoClassStateChanged(BAD, asked || now instanceof Notice.Bad);
        switch (now) {
            case Notice.Good good -> notice.setIcon(new FontIcon("mdi2c-check"));
            case Notice.Bad bad -> notice.setIcon(new FontIcon("mdi2a-alert-circle-outline"));
            case Notice.Confirm question -> notice.setIcon(new FontIcon("mdi2a-alert-circle-outline"));
            case Notice.ConfirmJoining question -> notice.setIcon(new FontIcon("mdi2a-alert-circle-outline"));
            case Notice.None none -> notice.removeIcon();
            case Notice.Busy busy -> notice.removeIcon();
        }
        confirm.setVisible(!joining);
        join.setVisible(joining);
        asking.setVisible(asked);
        actions.setVisible(!asked);
    }

    private void showQrCode(PersonCard person) {
        model.qrCode(person)
                .ifPresentOrElse(
                        code -> pop(new QrView(
                                code,
                                texts.of("invitations.qrCaption", person.shown()),
                                texts.of("invitations.qrText", person.shown()))),
                        () -> person.say(new Notice.Bad(texts.of("invitations.qrTooLong"))));
    }

    private void pop(QrView view) {
        PopOver popOver = new PopOver(view);
        popOver.setId("qr-popover");
        // The style sheet of ControlsFX has light colours, and gives way only to something more special.
        popOver.getStyleClass().add("of-invitation");
        popOver.setDetachable(false);
        popOver.setAnimated(false);
        // Where there is more room: beside the lower half of the window that is above.
        popOver.setArrowLocation(
                qr.localToScene(0, 0).getY() > qr.getScene().getHeight() / 2
                        ? PopOver.ArrowLocation.BOTTOM_CENTER
                        : PopOver.ArrowLocation.TOP_CENTER);
        popOver.show(qr);
    }
}
