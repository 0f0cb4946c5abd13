package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupFailure;

/** How the set-up commands end, for scripts. */
final class ExitCodes {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** {@code --plan} found something to do. */
    static final int CHANGES = 3;

    static final int CONFLICT = 4;
    static final int CANCELLED = 5;

    private ExitCodes() {}

    static int of(SetupFailure failure) {
        return switch (failure) {
            case BAD_INPUT -> USAGE;
            case NAME_TAKEN -> CONFLICT;
            case CANCELLED -> CANCELLED;
            default -> FAILED;
        };
    }
}
