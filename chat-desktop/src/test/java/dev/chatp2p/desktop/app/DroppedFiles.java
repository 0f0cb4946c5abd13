package dev.chatp2p.desktop.app;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/**
 * Files (or nothing that is a file) as the desktop drags them over a window. The windows of the tests have no desktop, and
 * JavaFX lets only that begin such a drag, hence its own classes.
 */
record DroppedFiles(List<File> files) {

    static DroppedFiles of(Path... files) {
        return new DroppedFiles(List.of(files).stream().map(Path::toFile).toList());
    }

    /** Whether the node says that it would take them. FX thread. */
    boolean areWelcomeAt(Node node) {
        return fire(node, DragEvent.DRAG_OVER);
    }

    /** Drops them there; whether it took them. FX thread. */
    boolean dropOn(Node node) {
        return fire(node, DragEvent.DRAG_DROPPED);
    }

    private boolean fire(Node node, EventType<DragEvent> type) {
        boolean[] taken = {false};
        EventHandler<DragEvent> listener =
                event -> taken[0] = type == DragEvent.DRAG_OVER ? event.isAccepted() : event.isDropCompleted();
        node.addEventHandler(type, listener);
        Event.fireEvent(
                node,
                new DragEvent(
                        type, dragboard(), 1, 1, 1, 1, TransferMode.COPY, null, node, new PickResult(node, 1, 1)));
        node.removeEventHandler(type, listener);
        return taken[0];
    }

    private Dragboard dragboard() {
        return DragboardHelper.createDragboard((TKClipboard) Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTransferModes" -> EnumSet.allOf(TransferMode.class);
                    case "getContentTypes" ->
                        files.isEmpty() ? Set.of(DataFormat.PLAIN_TEXT) : Set.of(DataFormat.FILES);
                    case "hasContent" -> !files.isEmpty() && arguments[0].equals(DataFormat.FILES);
                    case "getContent" -> !files.isEmpty() && arguments[0].equals(DataFormat.FILES) ? files : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
