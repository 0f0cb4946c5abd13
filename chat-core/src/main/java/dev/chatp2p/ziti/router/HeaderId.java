package dev.chatp2p.ziti.router;

/** Header keys of channel frames ({@code ziti-edge-protocol.md} §7.5 and §9.2). */
public final class HeaderId {
    public static final int CONNECTION_ID = 0;
    public static final int REPLY_FOR = 1;
    public static final int RESULT_SUCCESS = 2;
    public static final int HELLO_VERSION = 4;
    public static final int ROUTER_ID = 8;
    public static final int PROBE_TIME = 128;
    /** Request headers from 128 to this one are copied into the reply. */
    public static final int LAST_REFLECTED = 255;

    public static final int CONN_ID = 1000;
    public static final int SESSION_TOKEN = 1002;
    public static final int PUBLIC_KEY = 1003;
    public static final int TERMINATOR_IDENTITY = 1006;
    public static final int CALLER_ID = 1008;
    public static final int CRYPTO_METHOD = 1009;
    public static final int FLAGS = 1010;
    public static final int APP_DATA = 1011;
    /** A bool in Bind and its reply, but a uint32 in Dial. */
    public static final int ROUTER_PROVIDED_CONN_ID = 1012;

    public static final int ERROR_CODE = 1014;
    public static final int TIMESTAMP = 1015;
    public static final int TRACE_HOP_COUNT = 1016;
    public static final int TRACE_HOP_TYPE = 1017;
    public static final int TRACE_HOP_ID = 1018;
    public static final int TRACE_SOURCE_REQUEST_ID = 1019;
    public static final int LISTENER_ID = 1021;
    public static final int CONN_TYPE = 1022;
    public static final int SUPPORTS_INSPECT = 1023;
    public static final int SUPPORTS_BIND_SUCCESS = 1024;
    public static final int CONNECTION_MARKER = 1025;
    public static final int CIRCUIT_ID = 1026;
    public static final int USE_XGRESS_TO_SDK = 1028;
    /** JSON: message, code, retryHint, failing posture checks. */
    public static final int STRUCTURED_ERROR = 1033;

    public static final int DIALER_IDENTITY_NAME = 1035;

    private HeaderId() {}
}
