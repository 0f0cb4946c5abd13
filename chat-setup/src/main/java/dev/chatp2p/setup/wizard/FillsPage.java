package dev.chatp2p.setup.wizard;

/** A page that gives way where the window is low, because a list in it scrolls by itself. */
interface FillsPage {}
