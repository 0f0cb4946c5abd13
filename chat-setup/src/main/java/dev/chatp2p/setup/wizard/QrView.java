package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** A QR code, black on white whatever the theme is, because many scanners cannot read it the other way round. */
public final class QrView extends VBox {

    private static final int WANTED_SIZE = 350;
    private static final int LEAST_SQUARE = 3;

    QrView(QrCode code, String caption, String description) {
        this(code, WANTED_SIZE, caption, description);
    }

    /**
     * @param wanted the length of its sides, about; pixels
     * @param description what a screen reader says instead of the picture
     */
    public QrView(QrCode code, int wanted, String caption, String description) {
        getStyleClass().add("qr-box");
        setAlignment(Pos.CENTER);
        StackPane picture = new StackPane(new ImageView(picture(code, wanted)));
        picture.setId("qr-code");
        picture.getStyleClass().add("qr-code");
        picture.setAccessibleText(description);
        Label words = new WrappedLabel();
        words.setText(caption);
        words.getStyleClass().add("secondary");
        words.setMaxWidth(wanted);
        getChildren().addAll(picture, words);
    }

    /** Each square the same whole number of pixels, or it could not be told from its neighbours. */
    private static WritableImage picture(QrCode code, int wanted) {
        int square = Math.max(LEAST_SQUARE, wanted / code.size());
        int size = square * code.size();
        WritableImage picture = new WritableImage(size, size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean dark = code.isDark(x / square, y / square);
                picture.getPixelWriter().setColor(x, y, dark ? Color.BLACK : Color.WHITE);
            }
        }
        return picture;
    }
}
