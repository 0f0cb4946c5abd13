package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.text.WebLink;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.util.Duration;

/**
 * The messages. The list follows the newest one unless the person reads further up, and then offers the way down; what is
 * loaded above or below does not move what is being read.
 */
final class MessageListView implements BubbleView.Actions {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination END = new KeyCodeCombination(KeyCode.END);

    /** So many entries before an end of what is loaded, more is asked for. */
    private static final int NEAR = 15;

    /**
     * How often in a row the list is sent to where it is to be: it guesses the heights of rows it has not laid out, so that
     * once may not be enough, and a row higher than the list never fits.
     */
    private static final int ATTEMPTS = 5;

    private static final Duration FLASH = Duration.millis(1600);

    /** How far from the top something is placed that was jumped to; part of the list's height. */
    private static final double FROM_TOP = 0.3;

    /** Where the list is to be, until it is there. */
    private sealed interface Goal {
        /** Wherever the person has put it. */
        record None() implements Goal {}

        record End() implements Goal {}

        /** An entry at a distance from the top; pixels. */
        record At(Entry entry, double y) implements Goal {}
    }

    private final ListView<Entry> list;
    private final Button newest;
    private final MessagesModel messages;
    private final ConversationViewModel pane;
    private final ConversationSearchModel search;
    private final Texts texts;
    private final ConversationWords words;
    private final MessageMenuView menu;
    private final LinkQuestionView linkQuestion;
    private final ConversationActionsModel actions;
    private final ObservableList<Entry> entries;
    private final Runnable afterLayout = this::afterLayout;
    private final Set<UUID> expanded = new HashSet<>();
    private final PauseTransition flashing = new PauseTransition(FLASH);

    private Goal goal = new Goal.End();
    /** What stood at the top after the last layout. */
    private Goal anchor = new Goal.None();

    private int attemptsLeft = ATTEMPTS;
    private boolean following = true;
    private boolean movedByPerson;
    private Optional<UUID> flash = Optional.empty();
    private Optional<BubbleView> selectedIn = Optional.empty();
    private Optional<ContextMenu> openMenu = Optional.empty();

    MessageListView(
            ListView<Entry> list,
            Button newest,
            MessagesModel messages,
            ConversationViewModel pane,
            ConversationSearchModel search,
            ConversationActionsModel actions,
            ComposerViewModel composer,
            LinkQuestionView linkQuestion,
            TimeLabels times,
            Texts texts) {
        this.list = list;
        this.newest = newest;
        this.messages = messages;
        this.pane = pane;
        this.search = search;
        this.actions = actions;
        this.linkQuestion = linkQuestion;
        this.texts = texts;
        this.words = new ConversationWords(texts, times);
        this.menu = new MessageMenuView(texts, composer, actions);
        this.entries = messages.entries();
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Tooltip help = new Tooltip();
        list.setCellFactory(view -> new EntryCellView(times, texts, words, this, help));
        list.setItems(entries);
        entries.addListener((ListChangeListener<Entry>) change -> entriesChanged());
        messages.onScroll(this::goTo);
        // After a resize the lines break differently; whoever was at the end stays there.
        list.heightProperty().subscribe(this::stay);
        list.widthProperty().subscribe(this::stay);
        list.addEventFilter(ScrollEvent.SCROLL, event -> movedByPerson());
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> movedByPerson());
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> movedByPerson());
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> movedByPerson());
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::handleKey);
        list.sceneProperty().subscribe((before, scene) -> {
            if (before != null) {
                before.removePostLayoutPulseListener(afterLayout);
            }
            if (scene != null) {
                scene.addPostLayoutPulseListener(afterLayout);
            }
        });
        newest.setVisible(false);
        newest.setOnAction(event -> messages.goToNewest());
        messages.atNewestProperty().subscribe(now -> showNewest());
        messages.newBelowProperty().subscribe(count -> showNewest());
        search.markedProperty().subscribe(words -> refreshCells());
        flashing.setOnFinished(event -> {
            flash = Optional.empty();
            refreshCells();
        });
        pane.openProperty().subscribe(open -> {
            expanded.clear();
            goal = new Goal.End();
            attemptsLeft = ATTEMPTS;
            setFollowing(true);
        });
    }

    // --- what the cells ask

    String who() {
        return pane.screen().name();
    }

    String marked() {
        return search.markedProperty().get();
    }

    boolean isExpanded(UUID message) {
        return expanded.contains(message);
    }

    boolean isFlashing(UUID message) {
        return flash.filter(message::equals).isPresent();
    }

    void selecting(BubbleView bubble) {
        selectedIn.filter(before -> !before.equals(bubble)).ifPresent(BubbleView::clearSelection);
        selectedIn = Optional.of(bubble);
    }

    @Override
    public void openLink(Node beside, WebLink link, String shown) {
        linkQuestion.ask(beside, link, shown);
    }

    @Override
    public void goTo(UUID message) {
        messages.goTo(message);
    }

    @Override
    public void expand(Message message, boolean all) {
        if (all) {
            expanded.add(message.id());
        } else {
            expanded.remove(message.id());
        }
        refreshCells();
        list.requestLayout();
    }

    @Override
    public void retry(Message message) {
        actions.retry(message);
    }

    // --- where the list is

    private void entriesChanged() {
        if (goal instanceof Goal.None) {
            stay();
        }
    }

    private void stay() {
        goal = following ? new Goal.End() : anchor;
        attemptsLeft = ATTEMPTS;
    }

    private void movedByPerson() {
        movedByPerson = true;
        goal = new Goal.None();
    }

    private void setFollowing(boolean now) {
        following = now;
        messages.setFollowing(now);
    }

    private void goTo(ScrollTarget target) {
        attemptsLeft = ATTEMPTS;
        movedByPerson = false;
        switch (target) {
            case ScrollTarget.Newest _ -> {
                goal = new Goal.End();
                setFollowing(true);
            }
            case ScrollTarget.FirstUnread _ -> {
                setFollowing(false);
                indexOf(entry -> entry instanceof Entry.Unread)
                        .ifPresent(index -> goal = new Goal.At(entries.get(index), list.getHeight() * FROM_TOP));
            }
            case ScrollTarget.To to -> {
                setFollowing(false);
                indexOf(entry -> isMessage(entry, to.message())).ifPresent(index -> {
                    goal = new Goal.At(entries.get(index), list.getHeight() * FROM_TOP);
                    list.getSelectionModel().clearAndSelect(index);
                    list.getFocusModel().focus(index);
                    flash = Optional.of(to.message());
                    flashing.playFromStart();
                    refreshCells();
                });
            }
        }
        list.requestLayout();
    }

    private Optional<Integer> indexOf(Predicate<Entry> fits) {
        for (int i = 0; i < entries.size(); i++) {
            if (fits.test(entries.get(i))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static boolean isMessage(Entry entry, UUID id) {
        return entry.shown().filter(message -> message.id().equals(id)).isPresent();
    }

    /** Where an entry is now: the same message, though something about it may have changed. */
    private Optional<Integer> indexOf(Entry entry) {
        return entry.shown()
                .map(message -> indexOf(other -> isMessage(other, message.id())))
                .orElseGet(() -> indexOf((Predicate<Entry>) entry::equals));
    }

    @SuppressWarnings("unchecked") // the flow of a list of entries
    private Optional<VirtualFlow<IndexedCell<Entry>>> flow() {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                ? Optional.of((VirtualFlow<IndexedCell<Entry>>) flow)
                : Optional.empty();
    }

    private void afterLayout() {
        if (!entries.isEmpty() && list.isVisible()) {
            flow().filter(flow -> flow.getFirstVisibleCell() != null).ifPresent(this::afterLayout);
        }
    }

    private void afterLayout(VirtualFlow<IndexedCell<Entry>> flow) {
        while (!(goal instanceof Goal.None) && attemptsLeft > 0) {
            attemptsLeft--;
            if (isThere(flow)) {
                goal = new Goal.None();
            }
        }
        goal = new Goal.None();
        IndexedCell<Entry> first = flow.getFirstVisibleCell();
        IndexedCell<Entry> last = flow.getLastVisibleCell();
        if (first == null || last == null || first.getItem() == null) {
            return;
        }
        double room = roomBelow(flow, last);
        boolean endShown = last.getIndex() == entries.size() - 1 && room > -2;
        if (movedByPerson || (endShown && !following)) {
            movedByPerson = false;
            if (endShown != following) {
                setFollowing(endShown);
            }
        } else if (following && !endShown) {
            // A row has become higher since.
            goal = new Goal.End();
            attemptsLeft = 1;
            list.requestLayout();
        }
        anchor = new Goal.At(first.getItem(), first.getBoundsInParent().getMinY());
        if (first.getIndex() < NEAR) {
            messages.nearStart();
        }
        if (last.getIndex() >= entries.size() - NEAR) {
            messages.nearEnd();
        }
        // A short conversation stands at the bottom, next to where one writes; a list begins at its top.
        list.setTranslateY(endShown && first.getIndex() == 0 ? Math.max(0, Math.floor(room)) : 0);
    }

    private static double roomBelow(VirtualFlow<IndexedCell<Entry>> flow, IndexedCell<Entry> last) {
        return flow.getHeight() - last.getBoundsInParent().getMaxY();
    }

    /** Moves the list towards its goal, lays it out, and looks whether it has arrived. */
    private boolean isThere(VirtualFlow<IndexedCell<Entry>> flow) {
        return switch (goal) {
            case Goal.None _ -> true;
            case Goal.End _ -> isAtEnd(flow);
            case Goal.At at -> indexOf(at.entry()).map(index -> isAt(flow, index, at.y())).orElse(true);
        };
    }

    private boolean isAtEnd(VirtualFlow<IndexedCell<Entry>> flow) {
        IndexedCell<Entry> last = flow.getLastVisibleCell();
        if (last != null && last.getIndex() == entries.size() - 1) {
            double room = roomBelow(flow, last);
            IndexedCell<Entry> first = flow.getFirstVisibleCell();
            boolean all = first != null
                    && first.getIndex() == 0
                    && first.getBoundsInParent().getMinY() > -1;
            if (Math.abs(room) <= 1 || (room > 0 && all)) {
                return true;
            }
            flow.scrollPixels(-room);
        } else {
            flow.scrollTo(entries.size() - 1);
        }
        flow.layout();
        return false;
    }

    private boolean isAt(VirtualFlow<IndexedCell<Entry>> flow, int index, double y) {
        IndexedCell<Entry> cell = flow.getVisibleCell(index);
        if (cell == null) {
            flow.scrollToTop(index);
            flow.layout();
            cell = flow.getVisibleCell(index);
        }
        if (cell == null) {
            return false;
        }
        double off = cell.getBoundsInParent().getMinY() - y;
        if (Math.abs(off) < 1) {
            return true;
        }
        // Nothing moves at either end of the list.
        boolean moved = Math.abs(flow.scrollPixels(off)) > 0;
        flow.layout();
        return !moved;
    }

    private void showNewest() {
        int count = messages.newBelowProperty().get();
        newest.setVisible(!messages.atNewestProperty().get() && !entries.isEmpty());
        newest.setText(texts.of("conversation.newBelow", count));
    }

    private void refreshCells() {
        flow().ifPresent(flow -> {
            IndexedCell<Entry> first = flow.getFirstVisibleCell();
            IndexedCell<Entry> last = flow.getLastVisibleCell();
            if (first != null && last != null) {
                for (int i = first.getIndex(); i <= last.getIndex(); i++) {
                    if (flow.getVisibleCell(i) instanceof EntryCellView cell) {
                        cell.refresh();
                    }
                }
            }
        });
    }

    // --- what a person does

    private void handleKey(KeyEvent event) {
        if (COPY.match(event)) {
            String selected = selectedIn.map(BubbleView::selectedText).orElse("");
            copy(selected.isEmpty() ? words.copied(selectedMessages(), who()) : selected);
        } else if (END.match(event)) {
            messages.goToNewest();
        } else if (event.getCode() == KeyCode.DELETE) {
            actions.askToDelete(selectedMessages());
        } else if (event.getCode() == KeyCode.CONTEXT_MENU || event.getCode() == KeyCode.ENTER) {
            selectedCell().ifPresent(cell -> {
                Bounds place = cell.localToScreen(cell.getLayoutBounds());
                showMenu(cell, place.getMinX() + place.getWidth() / 2, place.getMinY() + place.getHeight() / 2);
            });
        } else {
            return;
        }
        event.consume();
    }

    private Optional<EntryCellView> selectedCell() {
        int index = list.getSelectionModel().getSelectedIndex();
        return flow().map(flow -> flow.getVisibleCell(index))
                .filter(EntryCellView.class::isInstance)
                .map(EntryCellView.class::cast)
                .filter(cell -> cell.getItem() != null);
    }

    private List<Message> selectedMessages() {
        return list.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .flatMap(entry -> entry.shown().stream())
                .toList();
    }

    /** Shows what can be done with a message, or with all that are selected if it is one of them. */
    void showMenu(EntryCellView cell, double screenX, double screenY) {
        cell.getItem().shown().ifPresent(message -> {
            List<Message> selected = selectedMessages();
            List<Message> about = selected.contains(message) ? selected : List.of(message);
            openMenu.ifPresent(ContextMenu::hide);
            ContextMenu shown = menu.of(new MessageMenuView.Subject(
                    about,
                    cell.bubble().map(BubbleView::selectedText).orElse(""),
                    cell.bubble().map(BubbleView::links).orElse(List.of()),
                    () -> words.copied(about, who()),
                    () -> words.details(message, who()),
                    this::copy,
                    link -> openLink(
                            cell, link, cell.bubble().map(bubble -> bubble.wordsOf(link)).orElse("")),
                    cell));
            openMenu = Optional.of(shown);
            shown.show(cell, screenX, screenY);
        });
    }

    private void copy(String text) {
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
