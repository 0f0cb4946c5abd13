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
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** The messages: follows the newest one unless the person reads further up, and then offers the way down. */
final class MessageListView {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /**
     * How often in a row the list is sent to its end: it guesses the heights of rows it has not laid out, so that once may
     * not be enough, and a row higher than the list never fits.
     */
    private static final int ATTEMPTS = 4;

    private final ListView<Entry> list;
    private final Button newest;
    private final Node noMessages;
    private final ListChangeListener<Entry> onChange = this::entriesChanged;
    private final Runnable afterLayout = this::afterLayout;

    private ObservableList<Entry> entries = FXCollections.observableArrayList();
    private boolean atEnd = true;
    private boolean movedByPerson;
    private int attemptsLeft;

    MessageListView(ListView<Entry> list, Button newest, Node noMessages, TimeLabels times, Texts texts) {
        this.list = list;
        this.newest = newest;
        this.noMessages = noMessages;
        list.setCellFactory(view -> new EntryCellView(times, texts, this::copy));
        // After a resize the lines break differently; whoever was at the end stays there.
        list.heightProperty().subscribe(this::followEnd);
        list.widthProperty().subscribe(this::followEnd);
        list.addEventFilter(ScrollEvent.SCROLL, event -> movedByPerson = true);
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> movedByPerson = true);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> movedByPerson = true);
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> movedByPerson = true);
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Entry selected = list.getSelectionModel().getSelectedItem();
            if (selected != null && COPY.match(event)) {
                copy(selected);
                event.consume();
            }
        });
        list.sceneProperty().subscribe((before, scene) -> {
            if (before != null) {
                before.removePostLayoutPulseListener(afterLayout);
            }
            if (scene != null) {
                scene.addPostLayoutPulseListener(afterLayout);
            }
        });
        newest.setVisible(false);
        newest.setOnAction(event -> goToEnd());
    }

    void follow(ObservableValue<Optional<ConversationModel>> open) {
        open.subscribe(this::showConversation);
    }

    private void showConversation(Optional<ConversationModel> open) {
        entries.removeListener(onChange);
        entries = open.map(ConversationModel::entries).orElseGet(FXCollections::emptyObservableList);
        entries.addListener(onChange);
        list.setItems(entries);
        goToEnd();
        showEmptiness();
    }

    private void entriesChanged(ListChangeListener.Change<? extends Entry> change) {
        if (!entries.isEmpty() && entries.getLast() instanceof Entry.Bubble bubble && bubble.mine()) {
            goToEnd();
        } else {
            followEnd();
        }
        showEmptiness();
    }

    private void showEmptiness() {
        noMessages.setVisible(entries.isEmpty());
        list.setVisible(!entries.isEmpty());
    }

    private void goToEnd() {
        atEnd = true;
        movedByPerson = false;
        followEnd();
    }

    private void followEnd() {
        if (atEnd && !entries.isEmpty()) {
            attemptsLeft = ATTEMPTS;
            list.scrollTo(entries.size() - 1);
        }
    }

    private void afterLayout() {
        if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return;
        }
        IndexedCell<?> first = flow.getFirstVisibleCell();
        IndexedCell<?> last = flow.getLastVisibleCell();
        if (first == null || last == null || entries.isEmpty()) {
            return;
        }
        double room = flow.getHeight() - last.getBoundsInParent().getMaxY();
        boolean endShown = last.getIndex() == entries.size() - 1 && room > -1;
        if (movedByPerson) {
            movedByPerson = false;
            atEnd = endShown;
        } else if (atEnd && !endShown && attemptsLeft > 0) {
            attemptsLeft--;
            list.scrollTo(entries.size() - 1);
        }
        newest.setVisible(!atEnd);
        // A short conversation stands at the bottom, next to where one writes; a list begins at its top.
        list.setTranslateY(endShown && first.getIndex() == 0 ? Math.max(0, Math.floor(room)) : 0);
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
