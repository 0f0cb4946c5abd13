package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlaySession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A network like those before 2.0: it vouches for nobody's name. */
final class UnvouchedOverlay {

    private UnvouchedOverlay() {}

    static Overlay over(Overlay network) {
        return (credentials, events) -> wrapped(OverlaySession.class, network.open(credentials, events));
    }

    private static <T> T wrapped(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("peerVouched")) {
                        return false;
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return switch (result) {
                            case Listener listener -> wrapped(Listener.class, listener);
                            case Link link -> wrapped(Link.class, link);
                            case null, default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
