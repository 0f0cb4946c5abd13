package dev.chatp2p.ziti.router;

import dev.chatp2p.ziti.ZitiException;

/**
 * Receives what comes for one connection id. Called on the channel's reader thread, so implementations never block and
 * never call foreign code.
 */
public interface ConnHandler {

    /** What kind of connection a router is told this is when it inspects us (header 1022). */
    ConnType connType();

    void onFrame(Frame frame);

    /**
     * The router does not answer any more although the connection stands, or answers again. Called on the channel's probe
     * thread.
     */
    default void onSilence(boolean silent) {}

    /** The channel is gone and the handler forgotten; called once. */
    void onChannelLost(ZitiException why);

    /** Kinds of connections, with their number on the wire. */
    enum ConnType {
        UNKNOWN(0),
        DIAL(1),
        BIND(2);

        private final byte code;

        ConnType(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }
    }
}
