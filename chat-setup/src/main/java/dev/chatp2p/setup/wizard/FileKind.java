package dev.chatp2p.setup.wizard;

import java.util.List;

/** What a file dialog is to offer. */
public enum FileKind {
    /** Enrolment tokens. */
    INVITATION,
    IDENTITY,
    CERTIFICATE,
    KEY,
    PICTURE,
    /** Of a second factor. */
    RECOVERY_CODES,
    /** What was said, to read. */
    CONVERSATION,
    /** What was said, for programs. */
    CONVERSATION_DATA,
    /** A shared directory of people. */
    DIRECTORY,
    /** What helps to find out why something does not work. */
    REPORT;

    /** How names of such files usually end, without the dot; a person may choose others too. */
    public List<String> extensions() {
        return switch (this) {
            case INVITATION -> List.of("jwt");
            case IDENTITY -> List.of("json");
            case CERTIFICATE -> List.of("pem", "crt", "cer");
            case KEY -> List.of("pem", "key");
            case PICTURE -> List.of("png");
            case RECOVERY_CODES, CONVERSATION -> List.of("txt");
            case CONVERSATION_DATA -> List.of("json");
            case DIRECTORY -> List.of("json");
            case REPORT -> List.of("zip");
        };
    }
}
