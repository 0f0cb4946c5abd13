package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import dev.chatp2p.core.text.WebLink;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import dev.chatp2p.setup.wizard.TextClipboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows where a link really goes before it is opened. Nothing is loaded until a person says so. */
final class LinkQuestionView {

    private static final double WIDTH = 380;

    private final LinkOpener opener;
    private final TextClipboard clipboard;
    private final Texts texts;
    private Optional<PopOver> shown = Optional.empty();

    @Inject
    LinkQuestionView(LinkOpener opener, TextClipboard clipboard, Texts texts) {
        this.opener = opener;
        this.clipboard = clipboard;
        this.texts = texts;
    }

    /**
     * Asks.
     *
     * @param beside where the link is
     * @param words what the text says it is
     */
    void ask(Node beside, WebLink link, String words) {
        shown.ifPresent(PopOver::hide);
        String address = link.target().toString();
        Label title = label(texts.of("link.title"), "link-title");
        Label target = label(address, "link-target");
        Button open = new Button(texts.of("link.open"));
        open.getStyleClass().add("primary");
        open.setId("link-open");
        Button copy = new Button(texts.of("link.copy"));
        copy.setId("link-copy");
        HBox buttons = new HBox(open, copy);
        buttons.getStyleClass().add("link-buttons");
        VBox content = new VBox(title, target);
        content.getStyleClass().add("link-question");
        content.setPrefWidth(WIDTH);
        cautions(link, words).forEach(caution -> content.getChildren().add(caution));
        content.getChildren().add(buttons);
        PopOver popOver = new PopOver(content);
        popOver.setAnimated(false);
        popOver.setArrowLocation(arrowTowards(beside));
        open.setOnAction(event -> {
            if (opener.open(link.target())) {
                popOver.hide();
            } else {
                open.setDisable(true);
                content.getChildren().add(2, warning(texts.of("link.notOpened")));
                copy.requestFocus();
            }
        });
        copy.setOnAction(event -> {
            popOver.hide();
            clipboard.put(address);
        });
        shown = Optional.of(popOver);
        popOver.show(beside);
        open.requestFocus();
    }

    /** Where there is room: above what stands in the lower half of the window, else below. */
    private static PopOver.ArrowLocation arrowTowards(Node beside) {
        Bounds place = beside.localToScene(beside.getLayoutBounds());
        return place.getMinY() > beside.getScene().getHeight() / 2
                ? PopOver.ArrowLocation.BOTTOM_CENTER
                : PopOver.ArrowLocation.TOP_CENTER;
    }

    private List<Label> cautions(WebLink link, String words) {
        List<Label> lines = new ArrayList<>();
        link.cautions().forEach(caution -> lines.add(warning(texts.of("link.caution." + caution))));
        boolean same = words.equalsIgnoreCase(link.target().toString())
                || (words + "/").equalsIgnoreCase(link.target().toString());
        if (lines.isEmpty() && !same) {
            lines.add(warning(texts.of("link.differs")));
        }
        if (lines.isEmpty()) {
            lines.add(label(
                    texts.of("mailto".equals(link.target().getScheme()) ? "link.mail" : "link.same"), "link-same"));
        }
        return lines;
    }

    private static WrappedLabel warning(String words) {
        WrappedLabel line = label(words, "link-caution");
        line.setIcon(new FontIcon("mdi2a-alert-outline"));
        return line;
    }

    private static WrappedLabel label(String words, String style) {
        WrappedLabel label = new WrappedLabel();
        label.setText(words);
        label.getStyleClass().add(style);
        return label;
    }
}
