package dev.chatp2p.desktop.conversation;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looking for words in the conversation that is open: from the newest hit to the oldest and around. FX thread only. */
@Singleton
public final class ConversationSearchModel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConversationSearchModel.class);

    /** How long after the last key is looked. */
    static final Duration PAUSE = Duration.ofMillis(150);

    /** More hits are counted as “more than”. */
    static final int MOST_HITS = 500;

    private final ConversationService service;
    private final ConversationViewModel pane;
    private final MessagesModel messages;
    private final FxBridge bridge;
    private final Timers timers;
    private final Texts texts;

    private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper marked = new ReadOnlyStringWrapper("");

    private Optional<Subscription> looking = Optional.empty();
    /** Newest first. */
    private List<UUID> hits = List.of();

    private int current;
    /** Counts the questions; the answer to an older one is not taken in. */
    private int question;

    @Inject
    public ConversationSearchModel(
            ConversationService service,
            ConversationViewModel pane,
            MessagesModel messages,
            FxBridge bridge,
            Timers timers,
            Texts texts) {
        this.service = service;
        this.pane = pane;
        this.messages = messages;
        this.bridge = bridge;
        this.timers = timers;
        this.texts = texts;
        pane.openProperty().subscribe(open -> close());
        words.subscribe(this::lookSoon);
    }

    /** Whether there is a search. */
    public ReadOnlyBooleanProperty showingProperty() {
        return showing.getReadOnlyProperty();
    }

    /** What is looked for. */
    public StringProperty wordsProperty() {
        return words;
    }

    /** Which of how many hits is shown, in words; empty if nothing is looked for. */
    public ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** The words to mark in the messages; empty if there are none. */
    public ReadOnlyStringProperty markedProperty() {
        return marked.getReadOnlyProperty();
    }

    /** Begins a search, or goes on with the one there is. */
    public void open() {
        showing.set(pane.open().isPresent());
    }

    /** Ends it. */
    @Override
    public void close() {
        showing.set(false);
        words.set("");
        forget();
    }

    /** Goes to the next older hit, from the oldest to the newest. */
    public void next() {
        go(1);
    }

    /** Goes to the next newer hit. */
    public void previous() {
        go(-1);
    }

    private void go(int step) {
        if (looking.isPresent()) {
            look();
        } else if (!hits.isEmpty()) {
            current = Math.floorMod(current + step, hits.size());
            showCurrent();
        }
    }

    private void lookSoon() {
        forget();
        if (!words.get().isBlank()) {
            looking = Optional.of(timers.after(PAUSE, bridge, this::look));
        }
    }

    private void forget() {
        looking.ifPresent(Subscription::close);
        looking = Optional.empty();
        question++;
        hits = List.of();
        count.set("");
        marked.set("");
    }

    private void look() {
        String wanted = words.get().strip();
        forget();
        int asked = question;
        pane.open()
                .filter(conversation -> !wanted.isEmpty())
                .ifPresent(conversation -> service.search(wanted, Optional.of(conversation.peer()), MOST_HITS)
                        .whenCompleteAsync(
                                (found, failure) -> {
                                    if (asked != question) {
                                        return;
                                    }
                                    if (failure == null) {
                                        show(wanted, found);
                                    } else {
                                        log.warn("the search failed", failure);
                                        count.set(texts.of("find.failed"));
                                    }
                                },
                                bridge));
    }

    private void show(String wanted, List<SearchHit> found) {
        hits = found.stream().map(hit -> hit.message().id()).toList();
        current = 0;
        marked.set(wanted);
        if (hits.isEmpty()) {
            count.set(texts.of("find.none"));
        } else {
            showCurrent();
        }
    }

    private void showCurrent() {
        count.set(texts.of("find.count", current + 1, hits.size(), hits.size() < MOST_HITS ? 0 : 1));
        messages.goTo(hits.get(current));
    }
}
