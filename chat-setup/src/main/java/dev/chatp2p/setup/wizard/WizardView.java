package dev.chatp2p.setup.wizard;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** The frame: one card with a heading, the page, and the buttons below it. */
final class WizardView extends StackPane {

    private static final KeyCombination PASTE = new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);
    private static final double CARD_WIDTH = 640;
    /** How far from the upper edge the card hangs, as a part of the window's height and at least and at most in pixels. */
    private static final double HANG = 0.09;

    private static final double LEAST_HANG = 16;
    private static final double MOST_HANG = 96;
    private static final double SIDE = 16;

    private final WizardModel model;
    private final WizardTexts texts;
    private final PageViews views;
    /** What one has scrolled to and selected on a page is still there on coming back to it. */
    private final Map<PageModel, Parent> shown = new HashMap<>();

    private Subscription busy = Subscription.EMPTY;

    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final PageScroll content = new PageScroll();
    private final Button back = new Button();
    private final Button cancel = new Button();
    private final Button primary = new Button();

    WizardView(WizardModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        this.views = new PageViews(texts);
        getStyleClass().add("wizard");
        getStylesheets().addAll(sheet("wizard.css"), sheet("network.css"));
        getChildren().add(card());
        setAlignment(Pos.TOP_CENTER);
        heightProperty().subscribe(this::hang);
        addEventHandler(KeyEvent.KEY_PRESSED, this::handleKey);
        addEventHandler(DragEvent.DRAG_OVER, this::welcomeFiles);
        addEventHandler(DragEvent.DRAG_DROPPED, this::takeFiles);
        model.pageProperty().subscribe(this::show);
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(WizardView.class.getResource(name), name).toExternalForm();
    }

    private VBox card() {
        title.setId("page-title");
        title.getStyleClass().add("page-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        subtitle.setId("page-subtitle");
        subtitle.getStyleClass().add("page-subtitle");
        subtitle.setWrapText(true);
        subtitle.setMinHeight(Region.USE_PREF_SIZE);
        subtitle.visibleProperty().bind(subtitle.textProperty().isNotEmpty());
        subtitle.managedProperty().bind(subtitle.visibleProperty());
        VBox heading = new VBox(title, subtitle);
        heading.getStyleClass().add("page-heading");
        VBox card = new VBox(heading, content, footer());
        card.getStyleClass().add("wizard-card");
        card.setMaxSize(CARD_WIDTH, Region.USE_PREF_SIZE);
        VBox.setVgrow(content, Priority.SOMETIMES);
        return card;
    }

    private HBox footer() {
        button(back, "back", texts.of("wizard.back"), model::back);
        button(cancel, "cancel", "", model::cancel);
        button(primary, "primary", "", model::primary);
        primary.getStyleClass().add("primary");
        primary.setDefaultButton(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox footer = new HBox(back, gap, cancel, primary);
        footer.getStyleClass().add("wizard-footer");
        footer.visibleProperty()
                .bind(back.visibleProperty().or(cancel.visibleProperty()).or(primary.visibleProperty()));
        footer.managedProperty().bind(footer.visibleProperty());
        return footer;
    }

    private static void button(Button button, String id, String text, Runnable action) {
        button.setId(id);
        button.setText(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        button.managedProperty().bind(button.visibleProperty());
    }

    private void show(PageModel page) {
        PageFrame frame = page.frame();
        title.textProperty().bind(frame.title());
        subtitle.textProperty().bind(frame.subtitle());
        primary.textProperty().bind(frame.primaryText());
        primary.visibleProperty().bind(frame.primaryText().isNotEmpty());
        primary.disableProperty().bind(frame.primaryEnabled().not().or(frame.busy()));
        back.visibleProperty().bind(model.backPossibleProperty());
        back.disableProperty().bind(frame.backAllowed().not());
        cancel.textProperty()
                .bind(Bindings.when(frame.finished())
                        .then(texts.of("wizard.done"))
                        .otherwise(texts.of("wizard.cancel")));
        cancel.visibleProperty().bind(model.cancelPossibleProperty());
        cancel.disableProperty().bind(frame.cancelAllowed().not());
        Parent view = shown.computeIfAbsent(page, views::of);
        content.setContent(view);
        content.setFitToHeight(view instanceof FillsPage);
        content.setVvalue(0);
        busy.unsubscribe();
        busy = frame.busy().subscribe(this::offerPrimary);
        focusFirst();
    }

    private void focusFirst() {
        if (primary.isVisible() && !primary.isDisabled() && !hasField(content.getContent())) {
            primary.requestFocus();
        } else {
            firstFocusable(content.getContent()).orElse(title).requestFocus();
        }
    }

    /** Once work is done, Enter and Space should do what comes next; but nobody is taken away from a text. */
    private void offerPrimary() {
        Scene scene = getScene();
        boolean typing = scene != null && scene.getFocusOwner() instanceof TextInputControl;
        if (!typing && primary.isVisible() && !primary.isDisabled()) {
            primary.requestFocus();
        }
    }

    private static boolean hasField(Node node) {
        return firstFocusable(node).filter(TextInputControl.class::isInstance).isPresent();
    }

    private static Optional<Node> firstFocusable(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> firstFocusable(child).stream())
                        .findFirst()
                : Optional.empty();
    }

    private void handleKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            model.escape();
        } else if (PASTE.match(event)) {
            model.pasted();
        } else {
            return;
        }
        event.consume();
    }

    private void welcomeFiles(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void takeFiles(DragEvent event) {
        Dragboard dragged = event.getDragboard();
        List<File> files = dragged.hasFiles() ? dragged.getFiles() : List.of();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        model.dropped(files.stream().map(File::toPath).toList());
    }

    private void hang(Number height) {
        double above = Math.clamp(height.doubleValue() * HANG, LEAST_HANG, MOST_HANG);
        setPadding(new Insets(above, SIDE, LEAST_HANG, SIDE));
    }
}
