package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.text.RightToLeft;
import dev.chatp2p.desktop.common.AvatarView;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A message that was looked for, with what fits marked. */
final class HitView extends HBox {

    /** Letters in a piece of what is written from right to left. */
    private static final int PIECE = 12;

    private final AvatarView avatar = new AvatarView();
    private final Label name = new Label();
    private final Label time = new Label();
    private final TextFlow snippet = new TextFlow();

    HitView() {
        getStyleClass().addAll("contact-row", "hit-row");
        name.getStyleClass().add("name");
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        time.getStyleClass().add("time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        VBox words = new VBox(new HBox(name, time), snippet);
        words.getStyleClass().add("words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(avatar, words);
    }

    void show(MessageHit hit) {
        avatar.setName(hit.name());
        name.setText(hit.name());
        time.setText(hit.time());
        snippet.getChildren().clear();
        boolean inPieces = RightToLeft.isIn(words(hit));
        for (Snippet.Part part : hit.snippet()) {
            for (String piece : inPieces ? RightToLeft.pieces(part.text(), PIECE) : List.of(part.text())) {
                Text text = new Text(piece);
                text.getStyleClass().add(part.fits() ? "hit-fits" : "hit-text");
                snippet.getChildren().add(text);
            }
        }
    }

    static String words(MessageHit hit) {
        return hit.snippet().stream().map(Snippet.Part::text).collect(Collectors.joining());
    }
}
