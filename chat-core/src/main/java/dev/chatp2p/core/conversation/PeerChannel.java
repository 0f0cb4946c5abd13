package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.Call.Protocol;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.protocol.FirstLine;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.FrameDecoder;
import dev.chatp2p.core.protocol.FrameEncoder;
import dev.chatp2p.core.protocol.Hello;
import dev.chatp2p.core.protocol.Line;
import dev.chatp2p.core.protocol.LineDecoder;
import dev.chatp2p.core.protocol.LineEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One open link to a peer, and what is spoken on it (chat-protocol §2). Everything said goes in as a {@link Frame}; in line mode
 * what lines cannot say is left out. Until it is decided what both speak nothing is written; texts wait here.
 *
 * <p>Methods are called, and the receiver is told, on the service's lane.
 */
final class PeerChannel implements Wire.Receiver {

    /** How long the dialer waits for the offer. */
    static final Duration OFFER_TIME = Duration.ofSeconds(3);

    /** Texts that wait for the decision. */
    private static final int MAX_HELD = 256;

    /** How long reading waits for what was read to be stored before it goes on all the same. */
    private static final Duration STORING_TIME = Duration.ofSeconds(10);

    /** Who is told; on the lane. What a stage stands for is waited for before more is read. */
    interface Receiver {
        /** What both speak is known now; not told of links on which there is nothing to decide. */
        void decided(PeerChannel channel);

        CompletionStage<?> lines(PeerChannel channel, List<Line> lines);

        CompletionStage<?> texts(PeerChannel channel, List<Frame.Text> texts);

        /** Anything else but {@link Frame.Ping} and {@link Frame.Pong}. */
        CompletionStage<?> frame(PeerChannel channel, Frame frame);

        /** The link is over; told once, last. */
        void ended(PeerChannel channel, Optional<LinkException> failure);
    }

    private record Held(Frame frame, Consumer<Optional<LinkException>> written) {}

    private final Link link;
    private final CallContext context;
    private final Lane lane;
    private final Receiver receiver;
    private final Wire wire;
    private final boolean dialed;
    private final Hello ours;

    // Confined to the lane.
    private Optional<Protocol> protocol = Optional.empty();
    private Optional<Hello> theirs = Optional.empty();
    private final List<Held> held = new ArrayList<>();
    private Subscription offerTimer = () -> {};
    private @Nullable Liveness liveness;

    // Confined to the reading thread.
    private final FirstLine firstLine = new FirstLine();
    private Optional<Protocol> heard = Optional.empty();
    private final LineDecoder lineDecoder = new LineDecoder();
    private final FrameDecoder frameDecoder = new FrameDecoder();

    private PeerChannel(Link link, CallContext context, Receiver receiver, boolean dialed, Hello ours) {
        this.link = link;
        this.context = context;
        this.lane = context.lane();
        this.receiver = receiver;
        this.dialed = dialed;
        this.ours = ours;
        this.wire = new Wire(link, lane, context.timers(), this);
    }

    /**
     * A link that we dialed with the mark of {@code chat/1} in its app data.
     *
     * @param ours what we say if the other side offers it; with a purpose, only to one who can do that
     */
    static PeerChannel dialed(Link link, CallContext context, Hello ours, Receiver receiver) {
        PeerChannel channel = new PeerChannel(link, context, receiver, true, ours);
        channel.offerTimer = context.timers().after(OFFER_TIME, context.lane(), () -> channel.decide(Protocol.LINES));
        channel.wire.start();
        return channel;
    }

    /** A link that was accepted; if its dialer speaks {@code chat/1} it is offered. */
    static PeerChannel accepted(Link link, CallContext context, Hello ours, Receiver receiver) {
        PeerChannel channel = new PeerChannel(link, context, receiver, false, ours);
        if (Greeting.isMarked(link.appData())) {
            channel.wire.send(ours.line(), PeerChannel::nobodyWaits);
        } else {
            channel.protocol = Optional.of(Protocol.LINES);
            channel.heard = channel.protocol;
        }
        channel.wire.start();
        return channel;
    }

    /** What the dialer of the link sent along, safe to show. */
    String greeting() {
        return Greeting.show(link.appData());
    }

    boolean peerVouched() {
        return link.peerVouched();
    }

    /**
     * Whether the network gives us reason to believe that the other side is the peer: we dialed the peer, or the network vouches
     * for the caller. Otherwise anybody may have claimed the name: until the person has answered, nothing is told there that is
     * meant for the peer.
     */
    boolean leadsToThePeer() {
        return dialed || link.peerVouched();
    }

    /** What both speak; empty as long as it is not decided. */
    Optional<Protocol> protocol() {
        return protocol;
    }

    boolean speaksFrames() {
        return protocol.filter(Protocol.CHAT_1::equals).isPresent();
    }

    /** What the other side has said of itself. */
    Optional<Hello> theirs() {
        return theirs;
    }

    /** Whether one more text would be taken. */
    boolean hasRoom() {
        return protocol.isPresent() ? wire.hasRoom() : held.size() < MAX_HELD;
    }

    // ---- what we say

    void say(Frame frame) {
        say(frame, PeerChannel::nobodyWaits);
    }

    /**
     * Says something, or nothing if lines cannot say it.
     *
     * @param written told on the lane, in order: empty once the network has it, or why it has not
     */
    void say(Frame frame, Consumer<Optional<LinkException>> written) {
        if (protocol.isEmpty() && frame instanceof Frame.Answer) {
            // They had their time: whoever answers now wants to be heard.
            decide(Protocol.LINES);
        }
        if (protocol.isEmpty()) {
            hold(frame, written);
            return;
        }
        byte[] bytes = speaksFrames() ? FrameEncoder.encode(frame) : asLines(frame);
        if (bytes.length == 0) {
            written.accept(Optional.empty());
        } else {
            wire.send(bytes, written);
        }
    }

    private static void nobodyWaits(Optional<LinkException> failure) {}

    private void hold(Frame frame, Consumer<Optional<LinkException>> written) {
        if (!(frame instanceof Frame.Text)) {
            written.accept(Optional.empty());
        } else if (held.size() < MAX_HELD) {
            held.add(new Held(frame, written));
        } else {
            written.accept(Optional.of(new LinkException(
                    Reason.TIMEOUT, "The other side is too slow to take more messages. Wait a moment and try again.")));
        }
    }

    private static byte[] asLines(Frame frame) {
        return switch (frame) {
            case Frame.Text text -> LineEncoder.encode(text.body());
            case Frame.Answer _ -> LineEncoder.signOfLife();
            default -> new byte[0];
        };
    }

    /** Says a last thing and closes the link once it, and what was said before, is written. */
    void finish(Frame last) {
        if (speaksFrames()) {
            say(last);
        }
        drop();
        wire.finish();
    }

    /** Closes the link of somebody who is not wanted now; who can be told is told. */
    void refuse(Frame.Refusal why) {
        if (speaksFrames()) {
            finish(new Frame.Decline(why));
        } else {
            close();
        }
    }

    /** Closes the link at once. */
    void close() {
        drop();
        wire.close();
    }

    private void drop() {
        offerTimer.close();
        stopWatching();
        List<Held> dropped = List.copyOf(held);
        held.clear();
        dropped.forEach(
                each -> each.written().accept(Optional.of(new LinkException(Reason.CLOSED, "The call is over."))));
    }

    // ---- what both speak

    private void decide(Protocol decision) {
        offerTimer.close();
        if (protocol.isPresent()) {
            return;
        }
        protocol = Optional.of(decision);
        if (decision == Protocol.CHAT_1) {
            liveness = Liveness.watch(context.timers(), lane, this::say, this::declareDead);
        }
        receiver.decided(this);
        List<Held> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(each -> say(each.frame(), each.written()));
    }

    /** What their first line means; on the lane. */
    private Protocol decided(Optional<Hello> hello) {
        boolean late = protocol.isPresent();
        if (!late) {
            theirs = hello;
            boolean fits = hello.isPresent() && ours.purpose().stream().allMatch(hello.get()::can);
            if (fits && dialed) {
                wire.send(ours.line(), PeerChannel::nobodyWaits);
            }
            decide(fits ? Protocol.CHAT_1 : Protocol.LINES);
        } else if (hello.isPresent() && dialed) {
            // Tells whoever offers too late that it will be lines.
            wire.send(LineEncoder.signOfLife(), PeerChannel::nobodyWaits);
        }
        return protocol.orElse(Protocol.LINES);
    }

    private void declareDead() {
        wire.fail(new LinkException(Reason.LOST, "The other side does not answer any more."));
    }

    private void stopWatching() {
        if (liveness != null) {
            liveness.close();
            liveness = null;
        }
    }

    // ---- what they say; on the reading thread

    @Override
    public void arrived(byte[] buffer, int count) throws LinkException, InterruptedException {
        if (heard.isPresent()) {
            understand(buffer, count);
            return;
        }
        Optional<FirstLine.Beginning> beginning = firstLine.take(buffer, 0, count);
        if (beginning.isPresent()) {
            heard = Optional.of(ask(() -> decided(beginning.get().hello()), Protocol.LINES));
            byte[] rest = beginning.get().rest();
            understand(rest, rest.length);
        }
    }

    @Override
    public void finished() throws InterruptedException {
        List<Line> last = new ArrayList<>();
        if (heard.isEmpty()) {
            byte[] begun = firstLine.taken();
            if (begun.length == 0) {
                return;
            }
            heard = Optional.of(ask(() -> decided(Optional.empty()), Protocol.LINES));
            try {
                last.addAll(lineDecoder.decode(begun, 0, begun.length));
            } catch (LinkException e) {
                throw new IllegalStateException("so few bytes are not too many", e);
            }
        }
        lineDecoder.finish().ifPresent(last::add);
        deliverLines(last);
    }

    private void understand(byte[] bytes, int count) throws LinkException, InterruptedException {
        if (heard.filter(Protocol.LINES::equals).isPresent()) {
            deliverLines(lineDecoder.decode(bytes, 0, count));
            return;
        }
        List<Frame> frames = new ArrayList<>();
        try {
            frameDecoder.decode(bytes, 0, count, frames);
        } catch (LinkException e) {
            deliverFrames(frames);
            complain();
            throw e;
        }
        deliverFrames(frames);
    }

    private void deliverLines(List<Line> lines) throws InterruptedException {
        if (!lines.isEmpty()) {
            await(() -> receiver.lines(this, lines));
        }
    }

    /** Texts that follow one another are stored together. */
    private void deliverFrames(List<Frame> frames) throws InterruptedException {
        List<Frame.Text> texts = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame instanceof Frame.Text text) {
                texts.add(text);
            } else {
                deliverTexts(texts);
                await(() -> received(frame));
            }
        }
        deliverTexts(texts);
    }

    private void deliverTexts(List<Frame.Text> texts) throws InterruptedException {
        if (!texts.isEmpty()) {
            List<Frame.Text> all = List.copyOf(texts);
            texts.clear();
            await(() -> {
                heardSomething();
                return receiver.texts(this, all);
            });
        }
    }

    private CompletionStage<?> received(Frame frame) {
        heardSomething();
        return switch (frame) {
            case Frame.Ping ping -> {
                say(new Frame.Pong(ping.n()));
                yield CompletableFuture.completedFuture(null);
            }
            case Frame.Pong _ -> CompletableFuture.completedFuture(null);
            default -> receiver.frame(this, frame);
        };
    }

    private void heardSomething() {
        if (liveness != null) {
            liveness.heard();
        }
    }

    /** Tells the other side why the link ends, and waits for that to be written. */
    private void complain() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        boolean accepted = lane.runAndWait(() -> {
            context.limits().malformed();
            say(new Frame.Bye(Frame.Bye.PROTOCOL), failure -> told.countDown());
        });
        if (accepted && !told.await(Wire.FINISH_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
            return; // they do not read either
        }
    }

    /** Waits for the lane, and for what was read to be stored, so that a peer who writes fast is slowed down. */
    private void await(Supplier<CompletionStage<?>> task) throws InterruptedException {
        CompletionStage<?> stored = ask(task, CompletableFuture.completedFuture(null));
        try {
            stored.toCompletableFuture().get(STORING_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return; // told to the person by whoever stores
        }
    }

    private <T> T ask(Supplier<T> task, T otherwise) throws InterruptedException {
        List<T> answer = new ArrayList<>(1);
        lane.runAndWait(() -> answer.add(task.get()));
        return answer.isEmpty() ? otherwise : answer.getFirst();
    }

    @Override
    public void ended(Optional<LinkException> failure) {
        drop();
        receiver.ended(this, failure);
    }
}
