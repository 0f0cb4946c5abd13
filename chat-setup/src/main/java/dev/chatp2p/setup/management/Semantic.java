package dev.chatp2p.setup.management;

/** How several role attributes in a policy are read. */
public enum Semantic {
    ANY_OF,
    ALL_OF
}
