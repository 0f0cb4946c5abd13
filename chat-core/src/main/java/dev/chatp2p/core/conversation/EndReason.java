package dev.chatp2p.core.conversation;

/** Why a call is over. */
public enum EndReason {
    /** One of the two hung up. */
    HUNG_UP,
    /** The peer hosts nothing under that name. */
    PEER_OFFLINE,
    /** Nobody answered in time. */
    NO_ANSWER,
    DECLINED,
    BUSY,
    /** The caller gave up before the answer. */
    CANCELLED,
    /** The network lost the link. */
    LOST_CONNECTION,
    BLOCKED,
    /** The network would not connect us: no permission, no router, log-in refused, … The call's sentence says which. */
    NOT_REACHABLE,
    /** The peer sent something no client may send, for example a line without end. */
    PROTOCOL,
    /** Another call with the same peer took its place. */
    REPLACED,
    /** This client is closing. */
    SHUTDOWN
}
