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
    CONVERSATION_DATA;

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
        };
    }
}
