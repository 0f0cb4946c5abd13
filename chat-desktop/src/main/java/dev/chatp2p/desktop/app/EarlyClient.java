package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Begins to open the identity that is used first while the window is still being made, so that the one does not wait for the
 * other. One that needs a password is not touched: a wrong log-in is none of the program's business. Thread-safe.
 */
final class EarlyClient implements ClientOpener, AutoCloseable {

    private final ClientOpener opener;
    private final Credentials credentials;
    /** The one that was begun, until the window has asked for it. */
    private final AtomicReference<Optional<FutureTask<Optional<ChatClient>>>> begun;

    private EarlyClient(ClientOpener opener, Credentials credentials) {
        this.opener = opener;
        this.credentials = credentials;
        Callable<Optional<ChatClient>> opening =
                () -> lacksPassword(credentials) ? Optional.empty() : Optional.of(opener.open(credentials));
        FutureTask<Optional<ChatClient>> task = new FutureTask<>(opening);
        begun = new AtomicReference<>(Optional.of(task));
        Thread.ofVirtual().name("chat-early").start(task);
    }

    /** Begins to open them; whoever asks for these credentials first gets what comes of it, all others a client of their own. */
    static EarlyClient begin(ClientOpener opener, Credentials credentials) {
        return new EarlyClient(opener, credentials);
    }

    /** Whether the identity cannot be opened without a password that is not there; reads the file. */
    static boolean lacksPassword(Credentials credentials) {
        try {
            return credentials instanceof Credentials.IdentityFile file
                    && file.password().isEmpty()
                    && ZitiIdentity.needsPassword(file.path());
        } catch (ZitiException e) {
            // Opening it says so in words.
            return false;
        }
    }

    @Override
    public ChatClient open(Credentials wanted) throws LinkException {
        // Mostly it is the very same object, and the equals of a record is made when it is called first.
        Optional<ChatClient> early = Objects.equals(wanted, credentials) ? take() : Optional.empty();
        return early.isPresent() ? early.get() : opener.open(wanted);
    }

    private Optional<ChatClient> take() throws LinkException {
        Optional<FutureTask<Optional<ChatClient>>> task = begun.getAndSet(Optional.empty());
        try {
            return task.isPresent() ? task.get().get() : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(Reason.CLOSED, "The program is ending.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkException refused) {
                throw refused;
            }
            throw new IllegalStateException("an identity could not be opened", e.getCause());
        }
    }

    @Override
    public Runnable removal(Credentials wanted) {
        return opener.removal(wanted);
    }

    /** Closes the client if nobody has asked for it. */
    @Override
    public void close() {
        try {
            take().ifPresent(ChatClient::close);
        } catch (LinkException | IllegalStateException e) {
            // Nothing was opened, and nobody wanted it.
        }
    }
}
