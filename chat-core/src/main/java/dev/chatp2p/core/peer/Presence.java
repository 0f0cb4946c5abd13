package dev.chatp2p.core.peer;

/** Whether somebody can be called right now, as far as the network knows. A hint: a dead router's list entries stay. */
public enum Presence {
    ONLINE,
    OFFLINE
}
