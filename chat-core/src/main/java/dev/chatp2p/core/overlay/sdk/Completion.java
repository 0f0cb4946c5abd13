package dev.chatp2p.core.overlay.sdk;

import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;

/** Brings the outcome of the SDK's asynchronous operations into the future that is attached to them. Stateless. */
final class Completion<T> implements CompletionHandler<T, CompletableFuture<T>> {

    static <T> Completion<T> handler() {
        return new Completion<>();
    }

    @Override
    public void completed(T result, CompletableFuture<T> future) {
        future.complete(result);
    }

    @Override
    public void failed(Throwable why, CompletableFuture<T> future) {
        future.completeExceptionally(why);
    }
}
