package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.controls.WrappedLabel;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class WrappedLabelTest {

    private static final String HEBREW = "שלום, מה שלומך היום? אני מקווה שהכול בסדר אצלך ושאתה נהנה מהחיים.";

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEBREW,
                "Delete " + HEBREW + " and all messages with them on this computer?",
                "שלוםשלוםשלוםשלוםשלוםשלוםשלוםשלוםשלוםשלוםשלום",
                "مرحبا كيف حالك اليوم؟ hello مرحبا 123 مرحبا كيف حالك اليوم",
                "ש   ל   ו   ם",
            })
    void textFromRightToLeftWrapsInEveryWidth(String text) throws Exception {
        WrappedLabel label = new WrappedLabel();
        label.setText(text);
        double wide = heightIn(label, 4_000);
        for (int width = 1; width < 500; width += 3) {
            assertTrue(heightIn(label, width) >= wide);
        }
        assertTrue(heightIn(label, 40) > wide, "more than a line");
    }

    /** When this fails, JavaFX breaks such lines, and labels can be plain ones again. */
    @Test
    void aPlainLabelBreaksOnSuchText() throws Exception {
        assertThrows(Exception.class, () -> {
            for (int width = 1; width < 500; width += 3) {
                Label label = new Label(HEBREW);
                label.setWrapText(true);
                heightIn(label, width);
            }
        });
    }

    @Test
    void itIsAPlainLabelForAllOtherText() throws Exception {
        Label plain = new Label("You are online and can be reached through 3 routers.");
        plain.setWrapText(true);
        WrappedLabel label = new WrappedLabel();
        label.setText(HEBREW);
        label.setText(plain.getText());
        for (int width : new int[] {100, 200, 300}) {
            assertEquals(heightIn(plain, width), heightIn(label, width));
        }
    }

    @Test
    void thePictureStaysWithTheText() throws Exception {
        onFx(() -> {
            FontIcon picture = new FontIcon("mdi2p-phone-outline");
            WrappedLabel label = new WrappedLabel();
            label.setIcon(picture);
            label.setText(HEBREW);
            assertTrue(label.getGraphic() instanceof TextFlow flow
                    && flow.getChildren().contains(picture));
            label.setText("hello");
            assertEquals(picture, label.getGraphic());
            return true;
        });
    }

    private static double heightIn(Label label, double width) throws Exception {
        return onFx(() -> {
            if (label.getParent() == null) {
                new Scene(new VBox(label));
            }
            VBox around = (VBox) label.getParent();
            around.resize(width, 600);
            around.applyCss();
            around.layout();
            return label.getHeight();
        });
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        return WaitForAsyncUtils.asyncFx(task).get();
    }
}
