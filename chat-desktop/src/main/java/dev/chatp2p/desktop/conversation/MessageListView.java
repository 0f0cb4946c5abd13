package dev.chatp2p.desktop.conversation;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;

/** The messages: follows the newest one unless the person reads further up, and then offers the way down. */
final class MessageListView {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    /** A scroll bar's value near its end; rounding keeps it from being exactly there. */
    private static final double AT_END = 0.999;

    private final ListView<Entry> list;
    private final Button newest;
    private final Node noMessages;
    private final Runnable sinkToEnd = this::sinkToEnd;
    private final ListChangeListener<Entry> onChange = this::entriesChanged;

    private ObservableList<Entry> entries = FXCollections.observableArrayList();
    private Subscription scrolling = Subscription.EMPTY;
    private boolean atEnd = true;

    MessageListView(ListView<Entry> list, Button newest, Node noMessages, TimeLabels times, Texts texts) {
        this.list = list;
        this.newest = newest;
        this.noMessages = noMessages;
        list.setCellFactory(view -> new EntryCellView(times, texts, this::copy));
        list.skinProperty().subscribe(skin -> watchScrolling());
        // After a resize the lines break differently; whoever was at the end stays there.
        list.heightProperty().subscribe(this::followEnd);
        list.widthProperty().subscribe(this::followEnd);
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Entry selected = list.getSelectionModel().getSelectedItem();
            if (selected != null && COPY.match(event)) {
                copy(selected);
                event.consume();
            }
        });
        list.sceneProperty().subscribe((before, scene) -> {
            if (before != null) {
                before.removePostLayoutPulseListener(sinkToEnd);
            }
            if (scene != null) {
                scene.addPostLayoutPulseListener(sinkToEnd);
            }
        });
        newest.setVisible(false);
        newest.setOnAction(event -> {
            atEnd = true;
            followEnd();
        });
    }

    void follow(ObservableValue<Optional<ConversationModel>> open) {
        open.subscribe(this::showConversation);
    }

    private void showConversation(Optional<ConversationModel> open) {
        entries.removeListener(onChange);
        entries = open.map(ConversationModel::entries).orElseGet(FXCollections::emptyObservableList);
        entries.addListener(onChange);
        list.setItems(entries);
        atEnd = true;
        followEnd();
        showEmptiness();
    }

    private void entriesChanged(ListChangeListener.Change<? extends Entry> change) {
        boolean mine = !entries.isEmpty() && entries.getLast() instanceof Entry.Bubble bubble && bubble.mine();
        if (mine) {
            atEnd = true;
        }
        followEnd();
        showEmptiness();
    }

    private void showEmptiness() {
        noMessages.setVisible(entries.isEmpty());
        list.setVisible(!entries.isEmpty());
    }

    private void followEnd() {
        if (atEnd && !entries.isEmpty()) {
            list.scrollTo(entries.size() - 1);
        }
        newest.setVisible(!atEnd);
    }

    /** A short conversation stands at the bottom, next to where one writes; a list begins at its top. */
    private void sinkToEnd() {
        double room = 0;
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() == 0
                && flow.getLastVisibleCell().getIndex() == entries.size() - 1) {
            room = flow.getHeight()
                    - flow.getLastVisibleCell().getBoundsInParent().getMaxY();
        }
        list.setTranslateY(Math.max(0, Math.floor(room)));
    }

    private void watchScrolling() {
        scrolling.unsubscribe();
        scrolling = Subscription.EMPTY;
        for (Node node : list.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar && bar.getOrientation() == javafx.geometry.Orientation.VERTICAL) {
                scrolling = Subscription.combine(
                        bar.valueProperty().subscribe(() -> scrolled(bar)),
                        bar.visibleProperty().subscribe(() -> scrolled(bar)));
            }
        }
    }

    private void scrolled(ScrollBar bar) {
        atEnd = !bar.isVisible() || bar.getValue() >= bar.getMax() * AT_END;
        newest.setVisible(!atEnd);
    }

    private void copy(Entry entry) {
        String words = switch (entry) {
            case Entry.Bubble bubble -> bubble.message().text();
            case Entry.Notice notice -> notice.message().text();
            case Entry.Day day -> "";
        };
        if (!words.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(words);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
