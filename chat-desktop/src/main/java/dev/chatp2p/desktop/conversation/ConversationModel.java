package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.TimeLabels;
import java.time.Duration;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** One conversation as a window has it: what the service told, and what the person has not sent yet. FX thread only. */
public final class ConversationModel {

    private static final Duration GROUP = Duration.ofMinutes(5);
    /** As many as the service keeps; dropped in batches, so that the list does not shift with every message. */
    private static final int MOST_ENTRIES = 10_000;

    private static final int DROPPED_AT_ONCE = 500;

    private final PeerId peer;
    private final String name;
    private final TimeLabels times;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObservableList<Entry> readOnlyEntries = FXCollections.unmodifiableObservableList(entries);
    private Call call = Call.NONE;
    private Optional<Message> lastMessage = Optional.empty();
    private int unread;
    private String draft = "";
    private String sendProblem = "";
    private boolean callProblemDismissed;

    ConversationModel(PeerId peer, TimeLabels times) {
        this.peer = peer;
        this.name = DisplayText.name(peer.name());
        this.times = times;
    }

    public PeerId peer() {
        return peer;
    }

    /** The peer's name, safe to show. */
    public String name() {
        return name;
    }

    public Call call() {
        return call;
    }

    public Optional<Message> lastMessage() {
        return lastMessage;
    }

    public int unread() {
        return unread;
    }

    /** What the message list shows, oldest first. */
    public ObservableList<Entry> entries() {
        return readOnlyEntries;
    }

    /** What the person has written and not sent. */
    public String draft() {
        return draft;
    }

    void setDraft(String text) {
        draft = text;
    }

    /** Why the last text was not sent; empty if it was. */
    String sendProblem() {
        return sendProblem;
    }

    void setSendProblem(String sentence) {
        sendProblem = sentence;
    }

    /** Whether the person has put away what the ended call has to say. */
    boolean callProblemDismissed() {
        return callProblemDismissed;
    }

    void dismissProblems() {
        callProblemDismissed = true;
        sendProblem = "";
    }

    void reset(Conversation conversation) {
        entries.clear();
        lastMessage = Optional.empty();
        conversation.messages().forEach(this::add);
        unread = conversation.unread();
        enter(conversation.call());
    }

    void enter(Call next) {
        call = next;
        callProblemDismissed = false;
        sendProblem = "";
    }

    void setUnread(int count) {
        unread = count;
    }

    void add(Message message) {
        boolean newDay = lastMessage
                .map(last -> !times.dayOf(last.at()).equals(times.dayOf(message.at())))
                .orElse(true);
        if (newDay) {
            entries.add(new Entry.Day(times.dayOf(message.at())));
        }
        entries.add(
                switch (message.author()) {
                    case SYSTEM -> new Entry.Notice(message);
                    case ME -> new Entry.Bubble(message, true, startsGroup(message));
                    case PEER -> new Entry.Bubble(message, false, startsGroup(message));
                });
        lastMessage = Optional.of(message);
        if (entries.size() > MOST_ENTRIES + DROPPED_AT_ONCE) {
            entries.remove(0, DROPPED_AT_ONCE);
        }
    }

    private boolean startsGroup(Message message) {
        return lastMessage
                .map(last -> last.author() != message.author()
                        || Duration.between(last.at(), message.at()).compareTo(GROUP) > 0)
                .orElse(true);
    }
}
