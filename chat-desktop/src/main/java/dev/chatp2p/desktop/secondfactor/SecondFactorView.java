package dev.chatp2p.desktop.secondfactor;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.MiddleColumn;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import dev.chatp2p.setup.wizard.QrCode;
import dev.chatp2p.setup.wizard.QrView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page of the second factor, in place of the conversation. */
public final class SecondFactorView {

    private static final int QR_SIZE = 220;

    private final SecondFactorViewModel model;
    private final Texts texts;
    private Optional<TextField> codeField = Optional.empty();

    @FXML
    private VBox root;

    @FXML
    private Button back;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox body;

    @FXML
    private HBox problemBox;

    @FXML
    private Label problem;

    @FXML
    private Button again;

    @FXML
    private HBox noticeBox;

    @FXML
    private WrappedLabel notice;

    @FXML
    private HBox busyBox;

    @FXML
    private Button cancel;

    @Inject
    SecondFactorView(SecondFactorViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        scroll.setContent(new MiddleColumn(scroll.getContent()));
        back.setOnAction(event -> model.back());
        back.setTooltip(new Tooltip(texts.of("secondFactor.back")));
        cancel.setOnAction(event -> model.back());
        again.setOnAction(event -> model.load());
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.back();
                event.consume();
            }
        });
        problem.textProperty().bind(model.problemProperty());
        showWhile(problemBox, model.problemProperty().isNotEmpty());
        notice.textProperty().bind(model.noticeProperty());
        notice.setIcon(new FontIcon("mdi2c-check"));
        showWhile(noticeBox, model.noticeProperty().isNotEmpty());
        showWhile(busyBox, model.busyProperty());
        body.disableProperty().bind(model.busyProperty());
        model.pageProperty().subscribe(this::show);
        model.refusalsProperty()
                .subscribe((before, now) -> codeField.ifPresent(field -> {
                    field.requestFocus();
                    field.selectAll();
                }));
        root.visibleProperty().subscribe(shown -> {
            if (shown) {
                focusFirst();
            }
        });
    }

    private void show(SecondFactorPage page) {
        // Or the fields of earlier pages would follow every code until they are collected.
        codeField.ifPresent(field -> field.textProperty().unbindBidirectional(model.codeProperty()));
        codeField = Optional.empty();
        again.setVisible(page instanceof SecondFactorPage.Unknown);
        again.setManaged(again.isVisible());
        body.getChildren()
                .setAll(
                        switch (page) {
                            case SecondFactorPage.Unknown shown -> List.<Node>of();
                            case SecondFactorPage.Off off -> off(off.begun());
                            case SecondFactorPage.SetUp given -> setUp(given);
                            case SecondFactorPage.Codes given -> codes(given);
                            case SecondFactorPage.On shown -> on();
                            case SecondFactorPage.CodeToShow shown ->
                                askCode("secondFactor.codeToShow", primary("secondFactor.showCodes", model::submit));
                            case SecondFactorPage.CodeToRemove shown ->
                                askCode(
                                        "secondFactor.codeToRemove",
                                        styled(button("secondFactor.remove", model::submit), "danger"));
                        });
        focusFirst();
    }

    /** Only while it is looked at: the page is changed in answer to the person, who expects to go on there. */
    private void focusFirst() {
        if (root.isVisible()) {
            codeField
                    .<Node>map(field -> field)
                    .or(() -> Optional.ofNullable(body.lookup(".button")))
                    .orElse(back)
                    .requestFocus();
        }
    }

    private List<Node> off(boolean begun) {
        List<Node> buttons = new ArrayList<>();
        buttons.add(primary(begun ? "secondFactor.goOn" : "secondFactor.setUp", model::setUp));
        if (begun) {
            buttons.add(button("secondFactor.discard", model::discard));
        }
        return List.of(
                headline("mdi2l-lock-open-variant-outline", "secondFactor.off"),
                text(begun ? "secondFactor.begunHelp" : "secondFactor.offHelp"),
                row(buttons));
    }

    private List<Node> setUp(SecondFactorPage.SetUp given) {
        TextField code = codeField();
        Label secret = new Label(given.secret());
        secret.getStyleClass().add("secret");
        secret.setId("secret");
        secret.setWrapText(true);
        secret.setMinHeight(Region.USE_PREF_SIZE);
        VBox steps = new VBox(
                text("secondFactor.bySecret"),
                secret,
                row(List.of(
                        button("secondFactor.copySecret", model::copySecret),
                        button("secondFactor.copyAddress", model::copyAddress))),
                text("secondFactor.firstCode"),
                code,
                row(List.of(primary("secondFactor.turnOn", model::submit))));
        steps.getStyleClass().add("second-factor-body");
        steps.setPrefWidth(250);
        List<Node> parts = new ArrayList<>();
        QrCode.of(given.address())
                .ifPresent(picture -> parts.add(new QrView(
                        picture, QR_SIZE, texts.of("secondFactor.scan"), texts.of("secondFactor.scanText"))));
        parts.add(steps);
        FlowPane sideBySide = new FlowPane(24, 16);
        sideBySide.getChildren().setAll(parts);
        return List.of(headline("mdi2c-cellphone-key", "secondFactor.setUpTitle"), sideBySide);
    }

    private List<Node> codes(SecondFactorPage.Codes given) {
        TilePane tiles = new TilePane(8, 8);
        tiles.setId("recovery-codes");
        tiles.setAccessibleText(texts.of("secondFactor.codesText", given.codes().size()));
        given.codes().forEach(code -> {
            Label label = new Label(code);
            label.getStyleClass().add("secret");
            tiles.getChildren().add(label);
        });
        return List.of(
                headline("mdi2l-lock", given.fresh() ? "secondFactor.turnedOn" : "secondFactor.codesTitle"),
                text("secondFactor.codesHelp"),
                tiles,
                row(List.of(
                        primary("secondFactor.done", model::done),
                        button("secondFactor.copyCodes", model::copyCodes),
                        button("secondFactor.saveCodes", model::saveCodes))));
    }

    private List<Node> on() {
        return List.of(
                headline("mdi2l-lock", "secondFactor.on"),
                text("secondFactor.onHelp"),
                row(List.of(
                        button("secondFactor.askForCodes", model::askForCodes),
                        styled(button("secondFactor.askForRemoval", model::askForRemoval), "danger"))));
    }

    private List<Node> askCode(String words, Button action) {
        TextField code = codeField();
        code.setMaxWidth(280);
        return List.of(text(words), code, row(List.of(action, button("secondFactor.notNow", model::back))));
    }

    private TextField codeField() {
        TextField field = new CustomTextField();
        field.getStyleClass().add("code");
        field.setPromptText(texts.of("secondFactor.codePrompt"));
        field.setAccessibleText(texts.of("secondFactor.codeHelp"));
        field.textProperty().bindBidirectional(model.codeProperty());
        field.setOnAction(event -> model.submit());
        codeField = Optional.of(field);
        return field;
    }

    private Label headline(String icon, String words) {
        Label label = new Label(texts.of(words), new FontIcon(icon));
        label.getStyleClass().add("headline");
        return label;
    }

    private Label text(String words) {
        Label label = new Label(texts.of(words));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private Button button(String words, Runnable action) {
        Button button = new Button(texts.of(words));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Button primary(String words, Runnable action) {
        return styled(button(words, action), "primary");
    }

    private static Button styled(Button button, String styleClass) {
        button.getStyleClass().add(styleClass);
        return button;
    }

    private static FlowPane row(List<? extends Node> nodes) {
        FlowPane row = new FlowPane(8, 8);
        row.getChildren().setAll(nodes);
        return row;
    }

    private static void showWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }
}
