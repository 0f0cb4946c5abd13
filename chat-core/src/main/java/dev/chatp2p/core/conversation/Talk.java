package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.CallLimits.Limit;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Contact.Program;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Hello;
import dev.chatp2p.core.protocol.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Everything between us and one peer: the {@link PeerCall call}, what is {@link Transcript said}, what comes {@link Inbox in} and
 * goes {@link Outbox out}, and the {@link Courier} for messages without a call. It brings what happens on the links to whom it
 * concerns. Confined to the service's lane, except where said.
 */
final class Talk implements PeerChannel.Receiver, PeerCall.Surroundings, Courier.Office, Outbox.Ways {

    /** How long a link may keep open whether it is a call; then it rings. */
    static final Duration OPENING_TIME = Duration.ofMillis(3_500);

    /** Links that have not said yet what they are; a further one takes the place of the oldest. */
    static final int MAX_OPENING = 3;

    private final PeerId peer;
    private final CallContext context;
    private final Transcript transcript;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Courier courier;
    private final PeerCall call;
    private final Typing typing;
    private final CallRate rate = new CallRate(CallLimits.MAX_CALLS_PER_PEER);

    /** Links that have not said yet whether they are calls, and when their time is over. */
    private final Map<PeerChannel, Subscription> opening = new LinkedHashMap<>();

    private boolean acquainted;

    Talk(PeerId peer, CallContext context, Optional<KeptConversation> kept) {
        this.peer = peer;
        this.context = context;
        Contact contact = context.contacts().contact(peer);
        this.acquainted = contact.known();
        this.transcript = new Transcript(peer, context, kept, acquainted);
        this.inbox = new Inbox(peer, context, transcript, this::withStranger);
        this.outbox = new Outbox(peer, context, transcript, this);
        this.courier = new Courier(peer, context, contact.program(), this);
        this.call = new PeerCall(peer, context, transcript, inbox, this);
        this.typing = new Typing(peer, context);
        if (kept.filter(k -> k.queued() > 0).isPresent()) {
            outbox.load();
        }
        kept.ifPresent(k -> inbox.recall(k.unread(), k.untold()));
    }

    /** Callable from any thread. */
    Conversation snapshot() {
        return new Conversation(peer, call.call(), transcript.messages(), transcript.unread(), transcript.draft());
    }

    PeerId peer() {
        return peer;
    }

    /** Whether a call, or messages of a stranger, take one of the places there are for those who wait. */
    boolean waits() {
        return call.waits() || (withStranger() && (courier.isOpen() || !opening.isEmpty()));
    }

    /** Whether a further link of the peer would be one more that waits, and not take the place of one. */
    boolean oneMoreWaits() {
        return call.oneMoreWaits() && !waits();
    }

    /** Whether we have nothing to do with the peer so far: then the name is all we know of them. */
    boolean withStranger() {
        return !acquainted;
    }

    boolean isQuiet() {
        return !call.state().isLive() && !courier.isOpen() && opening.isEmpty();
    }

    /** When something last happened. */
    Instant since() {
        List<Message> messages = transcript.messages();
        Instant newest = messages.isEmpty() ? Instant.EPOCH : messages.getLast().at();
        Instant changed = call.call().since();
        return changed.isAfter(newest) ? changed : newest;
    }

    /** Gives back what is held; nothing is done with it afterwards. */
    void forget() {
        closeOpening();
        courier.stop(Frame.Bye.DONE);
        outbox.clear();
        transcript.forget();
    }

    @Override
    public void becomeAcquainted() {
        if (!acquainted) {
            acquainted = true;
            transcript.acquainted();
        }
        Program program = courier.program();
        context.contacts()
                .change(
                        peer,
                        contact -> contact.withKnown(true)
                                .withProgram(program == Program.UNKNOWN ? contact.program() : program));
    }

    /** What is noted of the peer has changed. */
    void noted(Contact contact) {
        if (contact.known() && !acquainted) {
            acquainted = true;
            transcript.acquainted();
        }
        if (contact.blocked()) {
            closeOpening();
            call.block();
            courier.stop(Frame.Bye.DONE);
            typing.theirs(false);
        }
    }

    // ---- what the person does

    void call() {
        call.dial();
    }

    void answer() {
        call.answer();
    }

    void decline() {
        call.decline();
    }

    void hangUp() {
        call.hangUp();
    }

    /** Ends what goes on, before the conversation is deleted. */
    void end() {
        closeOpening();
        call.hangUp();
        courier.stop(Frame.Bye.DONE);
        outbox.clear();
    }

    /** The conversation is deleted; nothing is done with it afterwards. */
    void deleted() {
        end();
        transcript.deleted();
    }

    void shutDown() {
        closeOpening();
        call.shutDown();
        courier.stop(Frame.Bye.SHUTDOWN);
        transcript.keepWhatWaits();
    }

    void send(String raw, CompletableFuture<Message> result) {
        try {
            PeerChannel on = call.writable();
            String text = OutgoingText.check(raw);
            call.personWrites();
            typing.weWrote();
            inbox.noticed();
            outbox.send(on, text, result);
        } catch (LinkException e) {
            result.completeExceptionally(e);
        }
    }

    void post(String raw, Optional<UUID> replyTo, CompletableFuture<Message> result) {
        if (context.isSelf(peer)) {
            result.completeExceptionally(new LinkException(
                    Reason.NOT_ALLOWED, "You cannot write to yourself. Choose somebody else from the list."));
            return;
        }
        becomeAcquainted();
        call.personWrites();
        typing.weWrote();
        inbox.noticed();
        courier.tryNow();
        outbox.post(raw, replyTo, result);
    }

    void retry(UUID message) {
        courier.tryNow();
        outbox.retry(message);
    }

    void type(boolean on) {
        typing.ours(on, open());
    }

    void keepDraft(String text) {
        transcript.keepDraft(text);
    }

    void markRead() {
        inbox.markRead(open().or(courier::anyChannel));
        transcript.markRead();
    }

    void markUnread() {
        transcript.markUnread();
    }

    void removed(Set<UUID> messages) {
        outbox.removed(messages);
        transcript.removed(messages);
    }

    void restored(List<Message> newest, int unread, String draft) {
        transcript.restored(newest, unread, draft);
        outbox.load();
        context.observers().publish(new ConversationEvent.Opened(snapshot()));
    }

    /** The message as it stands, which may be further than the history says. Callable from any thread. */
    Message asItStands(Message message) {
        return outbox.asItStands(message);
    }

    // ---- what the network does

    /** The list of who is there has the peer again. */
    void cameOnline() {
        courier.tryNow();
        outbox.pump();
    }

    /** A link from the peer; it counts as open already. */
    void incoming(Link link) {
        if (!rate.tryCall(context.timers().instant())) {
            context.limits().refused(Limit.CALLS_PER_PEER, peer);
            context.turnAway(link);
            return;
        }
        PeerChannel channel = PeerChannel.accepted(link, context, context.hello(), this);
        if (channel.protocol().isPresent()) {
            courier.calledInLines();
            call.incoming(channel);
            return;
        }
        if (opening.size() == MAX_OPENING) {
            PeerChannel oldest = opening.keySet().iterator().next();
            stopOpening(oldest);
            oldest.close();
        }
        opening.put(channel, context.timers().after(OPENING_TIME, context.lane(), () -> openedUndecided(channel)));
    }

    private void openedUndecided(PeerChannel channel) {
        if (opening.remove(channel) != null) {
            call.incoming(channel);
        }
    }

    @Override
    public PeerChannel opened(Link link) {
        return opened(link, context.hello());
    }

    @Override
    public PeerChannel opened(Link link, Hello ours) {
        return PeerChannel.dialed(link, context, ours, this);
    }

    @Override
    public void decided(PeerChannel channel) {
        if (courier.holds(channel)) {
            courier.decided(channel);
            tellRead(channel);
            return;
        }
        boolean wasOpening = stopOpening(channel);
        boolean incoming = wasOpening || call.state() == CallState.INCOMING;
        if (channel.speaksFrames()) {
            courier.learn(Program.CHAT_1);
        } else if (!incoming && channel.theirs().isEmpty()) {
            courier.silent();
        }
        if (!wasOpening && !call.holds(channel)) {
            return; // given up meanwhile
        }
        if (channel.theirs().filter(Hello::delivers).isPresent()) {
            call.withdraw(channel);
            courier.accept(channel);
        } else if (wasOpening) {
            call.incoming(channel);
        } else {
            call.decided(channel);
        }
        tellRead(channel);
    }

    private void tellRead(PeerChannel channel) {
        if (isOurs(channel)) {
            inbox.tellRead(channel);
        }
    }

    @Override
    public CompletionStage<?> lines(PeerChannel channel, List<Line> lines) {
        return call.lines(channel, lines);
    }

    @Override
    public CompletionStage<?> texts(PeerChannel channel, List<Frame.Text> texts) {
        if (!isOurs(channel)) {
            return CompletableFuture.completedFuture(null);
        }
        if (!withStranger()) {
            // A stranger's link has its time and makes room for the next one.
            courier.used();
        }
        typing.theirs(false);
        return inbox.add(channel, texts);
    }

    @Override
    public CompletionStage<?> frame(PeerChannel channel, Frame frame) {
        if (!isOurs(channel)) {
            return CompletableFuture.completedFuture(null);
        }
        switch (frame) {
            case Frame.Receipt receipt -> {
                // Strangers have got nothing from us that they could acknowledge: every id would be looked for in vain.
                boolean nothingToAcknowledge = withStranger() && outbox.isEmpty();
                return nothingToAcknowledge ? CompletableFuture.completedFuture(null) : outbox.acknowledged(receipt);
            }
            case Frame.Typing theirs -> {
                if (!withStranger()) {
                    typing.heard(theirs.on());
                }
            }
            default -> {
                if (call.holds(channel)) {
                    call.frame(channel, frame);
                } else if (frame instanceof Frame.Bye) {
                    courier.ended(channel);
                    channel.close();
                }
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void ended(PeerChannel channel, Optional<LinkException> failure) {
        context.limits().released();
        stopOpening(channel);
        courier.ended(channel);
        call.ended(channel, failure);
        outbox.lost(channel);
        outbox.pump();
        if (open().isEmpty()) {
            typing.theirs(false);
        }
    }

    private boolean isOurs(PeerChannel channel) {
        return call.holds(channel) || courier.holds(channel);
    }

    private boolean stopOpening(PeerChannel channel) {
        Subscription timer = opening.remove(channel);
        if (timer != null) {
            timer.close();
        }
        return timer != null;
    }

    private void closeOpening() {
        for (PeerChannel channel : List.copyOf(opening.keySet())) {
            stopOpening(channel);
            channel.close();
        }
    }

    // ---- ways for messages

    @Override
    public boolean answersAlways() {
        return context.contacts().contact(peer).answering() == Contact.Answering.ALWAYS;
    }

    @Override
    public void waysChanged() {
        outbox.pump();
    }

    @Override
    public void tryAgain() {
        outbox.pump();
    }

    @Override
    public void cannotDeliver() {
        outbox.fail();
    }

    @Override
    public void learned(Program program) {
        if (acquainted) {
            context.contacts().change(peer, contact -> contact.known() ? contact.withProgram(program) : contact);
        }
    }

    @Override
    public Optional<PeerChannel> open() {
        return call.textChannel().or(courier::channel);
    }

    @Override
    public void wanted() {
        if (!call.mayCarryTexts()) {
            courier.wanted();
        }
    }

    @Override
    public void worked() {
        courier.used();
        courier.worked();
    }
}
