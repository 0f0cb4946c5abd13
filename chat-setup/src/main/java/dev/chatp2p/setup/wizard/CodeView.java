package dev.chatp2p.setup.wizard;

import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The code of the authenticator app. */
final class CodeView extends VBox {

    private static final double WIDTH = 200;

    CodeView(CodeModel model, WizardTexts texts) {
        getStyleClass().add("page");
        TextField code = new TextField();
        code.setPromptText(texts.of("code.prompt"));
        code.textProperty().bindBidirectional(model.codeProperty());
        FieldView field = FieldView.of("code", texts.of("code.code"), code, model.problemProperty());
        code.setMaxWidth(WIDTH);
        getChildren().add(field);
        model.frame().busy().subscribe(busy -> {
            code.setDisable(busy);
            if (!busy) {
                code.requestFocus();
            }
        });
    }
}
