package dev.chatp2p.desktop.notification;

/** What there is to tell. */
enum Occasion {
    INCOMING_CALL,
    MISSED_CALL,
    MESSAGE
}
