package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.Words;
import dev.chatp2p.desktop.contacts.ContactState.Kind;
import dev.chatp2p.desktop.contacts.ContactState.Sign;
import java.util.Optional;

/** Says what is known of somebody as their row shows it. Immutable. */
final class RowWords {

    /** More than a row can show. */
    private static final int MAX_LAST_LINE = 200;

    private final TimeLabels times;
    private final Texts texts;
    private final Words words;

    RowWords(TimeLabels times, Texts texts) {
        this.times = times;
        this.texts = texts;
        this.words = new Words(texts);
    }

    /** What somebody is called here, safe to show. */
    static String nameOf(Contact contact) {
        return DisplayText.name(contact.called());
    }

    /**
     * The row of somebody.
     *
     * @param routers through how many routers they can be reached; 0 = they are offline
     * @param standing how our conversation stands
     * @param request whether they are a stranger who waits for an answer
     */
    ContactState state(Contact contact, int routers, Standing standing, boolean request) {
        String name = nameOf(contact);
        boolean online = routers > 0;
        Kind kind = kind(standing);
        return new ContactState(
                name,
                DisplayText.name(contact.id().name()),
                online,
                texts.of(online ? "presence.online" : "presence.offline"),
                request ? request(standing) : lastLine(name, standing, kind),
                kind,
                standing.last().map(message -> times.shortly(message.at())).orElse(""),
                standing.unread(),
                online && !standing.call().state().isLive() && !contact.blocked(),
                request,
                sign(contact),
                contact.muted(),
                naming(standing.call()));
    }

    private static Sign sign(Contact contact) {
        return switch (contact.answering()) {
            case ASK -> Sign.NONE;
            case ALWAYS -> Sign.ALWAYS_ANSWERED;
            case BLOCKED -> Sign.BLOCKED;
        };
    }

    /** Names in the list are chosen by whoever hosts under them; only in a call can the network say more. */
    String naming(Call call) {
        return switch (call.state()) {
            case RINGING, INCOMING, CONNECTED ->
                texts.of(call.peerVouched() ? "vouching.vouchedHelp" : "vouching.claimedHelp");
            case IDLE, DIALING, ENDED, DECLINED, MISSED -> texts.of("vouching.listedHelp");
        };
    }

    private static Kind kind(Standing standing) {
        return switch (standing.call().state()) {
            case DIALING, RINGING -> Kind.CALLING;
            case INCOMING -> Kind.INCOMING;
            case IDLE, CONNECTED, ENDED, DECLINED, MISSED -> kindWithoutRinging(standing);
        };
    }

    private static Kind kindWithoutRinging(Standing standing) {
        if (standing.typing()) {
            return Kind.TYPING;
        }
        if (standing.queued()) {
            return Kind.QUEUED;
        }
        if (!standing.draft().isBlank()) {
            return Kind.DRAFT;
        }
        if (standing.call().state() == CallState.CONNECTED) {
            return Kind.IN_CALL;
        }
        if (standing.isMissed()) {
            return Kind.MISSED;
        }
        return standing.last().map(RowWords::kind).orElse(Kind.LAST);
    }

    private static Kind kind(Message message) {
        if (message.author() != Message.Author.ME) {
            return Kind.LAST;
        }
        return switch (message.delivery().state()) {
            case NONE, QUEUED -> Kind.LAST;
            case SENT -> Kind.SENT;
            case DELIVERED -> Kind.DELIVERED;
            case READ -> Kind.READ;
            case FAILED -> Kind.FAILED;
        };
    }

    private String lastLine(String name, Standing standing, Kind kind) {
        return switch (kind) {
            case CALLING ->
                texts.of(standing.call().state() == CallState.RINGING ? "contact.ringing" : "contact.dialing");
            case INCOMING -> texts.of("contact.incoming");
            case TYPING -> texts.of("contact.typing");
            case QUEUED -> texts.of("contact.queued", name);
            case DRAFT -> texts.of("contact.draft", oneLine(standing.draft()));
            case MISSED -> texts.of("contact.missed");
            case IN_CALL ->
                standing.last()
                        .filter(message -> message.author() != Message.Author.SYSTEM)
                        .map(message -> lastMessage(message, name))
                        .orElse(texts.of("contact.inCall"));
            case LAST, SENT, DELIVERED, READ, FAILED ->
                standing.last().map(message -> lastMessage(message, name)).orElse("");
        };
    }

    private String lastMessage(Message message, String name) {
        return switch (message.author()) {
            case ME ->
                kind(message) == Kind.LAST ? texts.of("contact.you", oneLine(message.text())) : oneLine(message.text());
            case PEER -> oneLine(message.text());
            case SYSTEM -> words.notice(message, name);
        };
    }

    private String request(Standing standing) {
        Optional<String> said = standing.last()
                .filter(message -> message.author() == Message.Author.PEER)
                .map(message -> oneLine(message.text()))
                .or(() -> Optional.of(standing.call().greeting()))
                .filter(text -> !text.isBlank());
        boolean calling = standing.call().state() == CallState.INCOMING;
        return said.map(text -> texts.of(calling ? "request.callingSays" : "request.says", text))
                .orElseGet(() -> texts.of(calling ? "contact.incoming" : "request.wants"));
    }

    static String oneLine(String text) {
        String start = text.length() > MAX_LAST_LINE ? text.substring(0, MAX_LAST_LINE) : text;
        return start.strip().replaceAll("\\s+", " ");
    }
}
