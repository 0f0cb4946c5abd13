package dev.chatp2p.ziti.router;

/** Content types of channel frames ({@code ziti-edge-protocol.md} §7.5 and §9.1). */
public final class ContentType {
    public static final int HELLO = 0;
    public static final int PING = 1;
    public static final int RESULT = 2;
    public static final int LATENCY = 3;
    public static final int LATENCY_RESPONSE = 4;
    public static final int HEARTBEAT = 5;

    public static final int CONNECT = 60783;
    public static final int STATE_CONNECTED = 60784;
    public static final int STATE_CLOSED = 60785;
    public static final int DATA = 60786;
    public static final int DIAL = 60787;
    public static final int DIAL_SUCCESS = 60788;
    public static final int DIAL_FAILED = 60789;
    public static final int BIND = 60790;
    public static final int UNBIND = 60791;
    public static final int TRACE_ROUTE = 60796;
    public static final int TRACE_ROUTE_RESPONSE = 60797;
    public static final int CONN_INSPECT_REQUEST = 60798;
    public static final int CONN_INSPECT_RESPONSE = 60799;
    public static final int BIND_SUCCESS = 60800;
    public static final int UPDATE_TOKEN_SUCCESS = 60801;
    public static final int UPDATE_TOKEN_FAILURE = 60802;
    public static final int UPDATE_TOKEN = 60803;
    public static final int INSPECT_REQUEST = 60804;
    public static final int INSPECT_RESPONSE = 60805;

    private ContentType() {}
}
