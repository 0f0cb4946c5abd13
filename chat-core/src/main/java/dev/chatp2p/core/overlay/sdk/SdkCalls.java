package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls into the SDK, whose blocking methods know neither time limits nor, reliably, interrupts: they run on a thread of
 * their own, and who waits for them can stop waiting. Stateless.
 */
final class SdkCalls {

    private SdkCalls() {}

    /**
     * Waits for a blocking call.
     *
     * @param thread the name of its thread
     * @throws LinkException with {@link Reason#TIMEOUT}, or what the call failed with
     */
    static <T> T call(String thread, Duration limit, Callable<T> call) throws LinkException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofVirtual().name(thread).start(task);
        try {
            return await(task, limit);
        } finally {
            task.cancel(true);
        }
    }

    /** Waits for what the SDK will complete, not for ever. */
    static <T> T await(Future<T> future, Duration limit) throws LinkException, InterruptedException {
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw SdkFailures.linkException(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new LinkException(Reason.TIMEOUT, "The network did not answer in time. Try again later.", e);
        }
    }

    /** Does what need not be waited for; what it fails with is nobody's concern. */
    static CompletableFuture<Void> inBackground(String thread, Callable<?> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name(thread).start(() -> {
            try {
                call.call();
                done.complete(null);
            } catch (Exception e) { // the SDK is written in Kotlin and throws checked exceptions without saying so
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
