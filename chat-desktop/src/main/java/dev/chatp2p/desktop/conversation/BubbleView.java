package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.text.Links;
import dev.chatp2p.core.text.RightToLeft;
import dev.chatp2p.core.text.WebLink;
import dev.chatp2p.desktop.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.NodeOrientation;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One bubble on its side of the list: what it answers, the text, and the time with how far it has come, beside the text if both
 * fit on one line, otherwise below. As wide as it needs, at most {@value #MOST_OF_WIDTH} of the list and {@value #WIDEST}
 * pixels. Reused for whatever the list scrolls to, so it is made once and changed only where it must.
 */
final class BubbleView extends Region {

    static final double MOST_OF_WIDTH = 0.62;
    static final double WIDEST = 720;

    private static final double PAD_X = 12;
    private static final double PAD_Y = 10;
    private static final double GAP = 10;
    private static final double BELOW = 2;
    private static final double LINE_GAP = 6;
    private static final double ICON_GAP = 4;

    /** Letters; much less than a line. */
    private static final int PIECE = 12;

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass READ = PseudoClass.getPseudoClass("read");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass BIG = PseudoClass.getPseudoClass("big");
    private static final PseudoClass FLASH = PseudoClass.getPseudoClass("flash");

    /** What a bubble is to show. */
    record Content(
            Entry.Bubble bubble,
            String time,
            String delivery,
            Optional<QuoteView.Content> quote,
            boolean expanded,
            String marked,
            boolean flash,
            double gapAbove) {}

    /** What can be done with a bubble. */
    interface Actions {
        void openLink(Node beside, WebLink link, String words);

        void goTo(UUID message);

        void expand(Message message, boolean all);

        void retry(Message message);
    }

    private final Texts texts;
    private final Actions actions;
    private final Region back = new Region();
    private final Path marks = new Path();
    private final TextFlow body = new TextFlow();
    private final TextSelectionView selection = new TextSelectionView(body);
    /** What is painted below the text; as big as it and read in its direction, so that it has the same coordinates. */
    private final Pane under = new Pane(marks, selection.shape());

    private final Text time = new Text();
    private final FontIcon tick = new FontIcon("mdi2c-check");
    /** Something to point at that is bigger than a tick. */
    private final StackPane meta = new StackPane();

    /** One for all bubbles: each is a window of its own. */
    private final Tooltip help;

    // Most bubbles need none of these, so they are made when they are first needed.
    private Optional<QuoteView> quote = Optional.empty();
    private Optional<Hyperlink> more = Optional.empty();
    private Optional<Hyperlink> retry = Optional.empty();

    private Optional<Content> shown = Optional.empty();
    private String text = "";
    /** The same with the places where lines may break, as it is laid out. */
    private final StringBuilder shownText = new StringBuilder();
    /** How long the pieces of a text with right to left parts are; 0 = it is in one piece. */
    private int pieceLength;

    private List<WebLink> links = List.of();
    private double gapAbove;
    private boolean mine;
    private double measuredFor = -1;
    private Shape measured = new Shape(0, 0, 0, false);

    BubbleView(Texts texts, Actions actions, Tooltip help) {
        this.texts = texts;
        this.actions = actions;
        this.help = help;
        getStyleClass().add("bubble-row");
        back.getStyleClass().add("bubble");
        body.getStyleClass().add("bubble-body");
        marks.getStyleClass().add("bubble-marks");
        marks.setManaged(false);
        time.getStyleClass().add("bubble-time");
        tick.getStyleClass().add("tick");
        time.setMouseTransparent(true);
        tick.setMouseTransparent(true);
        marks.setMouseTransparent(true);
        explain(meta, () -> shown.map(Content::delivery).orElse(""));
        under.setMouseTransparent(true);
        getChildren().addAll(back, under, body, time, tick, meta);
    }

    private void explain(Node part, Supplier<String> words) {
        part.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> help.setText(words.get()));
        Tooltip.install(part, help);
    }

    private QuoteView makeQuote() {
        QuoteView made = new QuoteView();
        made.setOnMouseClicked(event ->
                shown.flatMap(content -> content.bubble().quote()).ifPresent(answered -> actions.goTo(answered.id())));
        explain(made, () -> texts.of("message.quoteHelp"));
        getChildren().add(1, made);
        return made;
    }

    private Hyperlink makeLink(Consumer<Content> action) {
        Hyperlink made = new Hyperlink();
        made.getStyleClass().add("bubble-more");
        // The menu of the message has the same for the keyboard.
        made.setFocusTraversable(false);
        made.setOnAction(event -> shown.ifPresent(action));
        getChildren().add(made);
        return made;
    }

    /** Shows a message. */
    void show(Content content) {
        if (shown.equals(Optional.of(content))) {
            return;
        }
        Message message = content.bubble().message();
        boolean other = shown.map(before -> !before.bubble().message().id().equals(message.id()))
                .orElse(true);
        shown = Optional.of(content);
        mine = content.bubble().mine();
        gapAbove = content.gapAbove();
        back.pseudoClassStateChanged(MINE, mine);
        back.pseudoClassStateChanged(FLASH, content.flash());
        showText(message.text(), content.expanded());
        if (other) {
            selection.clear();
        }
        time.setText(message.cut() ? texts.of("conversation.cut") + " · " + content.time() : content.time());
        time.setNodeOrientation(directionOf(time.getText()));
        showDelivery(message.delivery().state());
        showQuote(content.quote());
        measuredFor = -1;
        requestLayout();
    }

    private void showQuote(Optional<QuoteView.Content> now) {
        if (now.isPresent() && quote.isEmpty()) {
            quote = Optional.of(makeQuote());
        }
        quote.ifPresent(view -> view.setVisible(now.isPresent()));
        now.ifPresent(words -> quote.ifPresent(view -> view.show(words)));
    }

    private void showMore(boolean isLong, boolean all) {
        if (isLong && more.isEmpty()) {
            more = Optional.of(
                    makeLink(content -> actions.expand(content.bubble().message(), !content.expanded())));
        }
        more.ifPresent(link -> {
            link.setVisible(isLong);
            link.setText(texts.of(all ? "message.showLess" : "message.showAll"));
        });
    }

    private void showRetry(boolean failed) {
        if (failed && retry.isEmpty()) {
            Hyperlink made = makeLink(content -> actions.retry(content.bubble().message()));
            made.setText(texts.of("message.retry"));
            retry = Optional.of(made);
        }
        retry.ifPresent(link -> link.setVisible(failed));
    }

    /** What is selected in it; empty if nothing is. */
    String selectedText() {
        return selection.selectedText();
    }

    void clearSelection() {
        selection.clear();
    }

    /** The links in what is shown. */
    List<WebLink> links() {
        return links;
    }

    /** The words that are a link. */
    String wordsOf(WebLink link) {
        return text.substring(link.start(), link.end());
    }

    private void showText(String whole, boolean all) {
        boolean isLong = MessageText.isLong(whole);
        String next = all || !isLong ? whole : MessageText.shortened(whole) + "…";
        showMore(isLong, all);
        if (next.equals(text)) {
            return;
        }
        text = next;
        pieceLength = RightToLeft.isIn(text) ? PIECE : 0;
        links = Links.find(text);
        body.pseudoClassStateChanged(BIG, MessageText.isFewEmoji(text));
        // Each paragraph would have its own direction; a message has one, that of its first letter.
        body.setNodeOrientation(directionOf(text));
        under.setNodeOrientation(directionOf(text));
        showParts();
    }

    private static NodeOrientation directionOf(String words) {
        return RightToLeft.begins(words) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT;
    }

    private void showParts() {
        List<Text> parts = new ArrayList<>();
        shownText.setLength(0);
        int from = 0;
        for (WebLink link : links) {
            addPlain(parts, from, link.start());
            Text words = new Text(wordsOf(link));
            words.getStyleClass().add("bubble-link");
            shownText.append(words.getText());
            words.setCursor(Cursor.HAND);
            words.setOnMouseClicked(event -> {
                if (event.isStillSincePress()) {
                    actions.openLink(words, link, words.getText());
                }
            });
            parts.add(words);
            from = link.end();
        }
        addPlain(parts, from, text.length());
        if (pieceLength == 0
                && body.getChildren().size() == 1
                && links.isEmpty()
                && body.getChildren().getFirst() instanceof Text only
                && only.getStyleClass().contains("bubble-text")) {
            only.setText(text);
        } else {
            body.getChildren().setAll(parts);
        }
    }

    private void addPlain(List<Text> parts, int from, int to) {
        if (from >= to) {
            return;
        }
        String plain = text.substring(from, to);
        for (String piece : pieceLength == 0 ? List.of(plain) : RightToLeft.pieces(plain, pieceLength)) {
            Text words = new Text(piece);
            words.getStyleClass().add("bubble-text");
            shownText.append(piece);
            parts.add(words);
        }
    }

    private void showDelivery(Delivery.State state) {
        boolean ours = state != Delivery.State.NONE;
        tick.setVisible(ours);
        meta.setVisible(ours);
        showRetry(state == Delivery.State.FAILED);
        tick.pseudoClassStateChanged(READ, state == Delivery.State.READ);
        tick.pseudoClassStateChanged(FAILED, state == Delivery.State.FAILED);
        if (ours) {
            tick.setIconLiteral(
                    switch (state) {
                        case QUEUED -> "mdi2c-clock-outline";
                        case SENT -> "mdi2c-check";
                        case DELIVERED, READ -> "mdi2c-check-all";
                        case FAILED -> "mdi2a-alert-circle-outline";
                        case NONE -> throw new IllegalStateException("not ours");
                    });
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return gapAbove + snapSizeY(measure(width < 0 ? WIDEST : width).height());
    }

    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        Shape shape = measure(getWidth());
        double width = snapSizeX(shape.width());
        double height = snapSizeY(shape.height());
        double left = mine ? snapPositionX(getWidth() - width) : 0;
        double top = gapAbove;
        double inner = width - 2 * PAD_X;
        back.resizeRelocate(left, top, width, height);
        double y = top + PAD_Y;
        if (shownQuote().isPresent()) {
            QuoteView view = shownQuote().get();
            double quoteHeight = view.prefHeight(inner);
            view.resizeRelocate(left + PAD_X, y, inner, quoteHeight);
            y += quoteHeight + LINE_GAP;
        }
        double bodyWidth = shape.beside() ? Math.ceil(body.prefWidth(-1)) : inner;
        body.resizeRelocate(left + PAD_X, y, bodyWidth, shape.bodyHeight());
        under.resizeRelocate(left + PAD_X, y, bodyWidth, shape.bodyHeight());
        selection.show();
        showMarks();
        layoutLinks(left + PAD_X, y + shape.bodyHeight());
        layoutMeta(left + width - PAD_X, top + height - PAD_Y);
    }

    private void layoutLinks(double left, double y) {
        double x = left;
        for (Hyperlink link : shownLinks()) {
            link.autosize();
            link.relocate(x, y + BELOW);
            x += link.getWidth() + GAP;
        }
    }

    private void layoutMeta(double right, double bottom) {
        double timeWidth = time.getLayoutBounds().getWidth();
        double height = time.getLayoutBounds().getHeight();
        double tickWidth = tickWidth();
        time.relocate(right - tickWidth - timeWidth, bottom - height);
        double tickHeight = tick.getLayoutBounds().getHeight();
        tick.relocate(right - tickWidth + ICON_GAP, bottom - height / 2 - tickHeight / 2);
        meta.resizeRelocate(right - tickWidth - timeWidth, bottom - height - 2, timeWidth + tickWidth, height + 4);
    }

    private double tickWidth() {
        return tick.isVisible() ? tick.getLayoutBounds().getWidth() + ICON_GAP : 0;
    }

    private void showMarks() {
        String marked = shown.map(Content::marked).orElse("");
        marks.getElements().clear();
        if (!marked.isEmpty()) {
            MessageText.marks(shownText.toString(), marked)
                    .forEach(
                            range -> marks.getElements().addAll(body.getRangeShape(range.start(), range.end(), false)));
        }
    }

    private Shape measure(double rowWidth) {
        if (measuredFor != rowWidth) {
            try {
                measured = measureAnew(rowWidth);
            } catch (IndexOutOfBoundsException e) {
                // JavaFX could not break a line that is written from right to left. Nothing breaks within a letter.
                pieceLength = 1;
                text = MessageText.shortened(text);
                links = List.of();
                showParts();
                measured = measureAnew(rowWidth);
            }
            measuredFor = rowWidth;
        }
        return measured;
    }

    private Shape measureAnew(double rowWidth) {
        double limit = Math.max(60, Math.min(rowWidth * MOST_OF_WIDTH, WIDEST) - 2 * PAD_X);
        double metaWidth = time.getLayoutBounds().getWidth() + tickWidth();
        double metaHeight = time.getLayoutBounds().getHeight();
        double natural = Math.ceil(body.prefWidth(-1));
        double quoteWidth = shownQuote()
                .map(view -> Math.min(limit, Math.ceil(view.prefWidth(-1))))
                .orElse(0.0);
        double linksWidth = 0;
        double linksHeight = 0;
        for (Hyperlink link : shownLinks()) {
            linksWidth += link.prefWidth(-1) + GAP;
            linksHeight = link.prefHeight(-1);
        }
        boolean beside = linksWidth == 0 && text.indexOf('\n') < 0 && natural + GAP + metaWidth <= limit;
        double inner = beside
                ? Math.max(natural + GAP + metaWidth, quoteWidth)
                : Math.min(limit, Math.max(Math.max(natural, metaWidth + linksWidth), quoteWidth));
        double bodyHeight = Math.ceil(body.prefHeight(beside ? -1 : inner));
        double height = bodyHeight + 2 * PAD_Y;
        if (!beside) {
            height += BELOW + Math.max(metaHeight, linksHeight);
        }
        height += shownQuote().map(view -> view.prefHeight(inner) + LINE_GAP).orElse(0.0);
        return new Shape(inner + 2 * PAD_X, height, bodyHeight, beside);
    }

    private Optional<QuoteView> shownQuote() {
        return quote.filter(QuoteView::isVisible);
    }

    private List<Hyperlink> shownLinks() {
        return Stream.of(more, retry)
                .flatMap(Optional::stream)
                .filter(Hyperlink::isVisible)
                .toList();
    }

    /** Told when the selection in some bubble begins, so that there is one selection at a time. */
    void onSelect(Consumer<BubbleView> listener) {
        selection.onBegin(() -> listener.accept(this));
    }

    private record Shape(double width, double height, double bodyHeight, boolean beside) {}
}
