package dev.chatp2p.desktop.contacts;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/**
 * What a card above the whole window has in common with others: a click beside it or Escape closes it, and the keyboard focus goes
 * back to where it was.
 */
final class OverlayView {

    private final Pane backdrop;
    private final Node first;
    private Optional<Node> before = Optional.empty();

    /**
     * @param backdrop covers the window; the card lies on it
     * @param first gets the keyboard focus
     * @param shown whether it is there
     */
    OverlayView(Pane backdrop, Node first, BooleanProperty shown) {
        this.backdrop = backdrop;
        this.first = first;
        backdrop.setVisible(false);
        backdrop.managedProperty().bind(backdrop.visibleProperty());
        backdrop.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (backdrop.equals(event.getTarget())) {
                shown.set(false);
            }
        });
        backdrop.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                shown.set(false);
                event.consume();
            }
        });
        shown.subscribe(this::show);
        // What is made when it is shown first comes into the window when it is to be seen already.
        backdrop.sceneProperty().subscribe(() -> show(shown.get()));
    }

    private void show(boolean visible) {
        if (visible == backdrop.isVisible() || backdrop.getScene() == null) {
            return;
        }
        if (visible) {
            before = Optional.ofNullable(backdrop.getScene().getFocusOwner());
            backdrop.setVisible(true);
            backdrop.applyCss();
            backdrop.layout();
            first.requestFocus();
        } else {
            boolean inside = isInside(backdrop.getScene().getFocusOwner());
            backdrop.setVisible(false);
            if (inside) {
                before.ifPresent(Node::requestFocus);
            }
        }
    }

    private boolean isInside(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (up.equals(backdrop)) {
                return true;
            }
        }
        return false;
    }
}
