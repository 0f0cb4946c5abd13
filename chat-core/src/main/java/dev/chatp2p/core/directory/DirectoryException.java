package dev.chatp2p.core.directory;

import java.io.Serial;

/** A shared directory could not be read; its message is the problem's sentence. */
public final class DirectoryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient DirectoryProblem problem;

    public DirectoryException(DirectoryProblem.Kind kind, String sentence) {
        super(sentence);
        problem = new DirectoryProblem(kind, sentence);
    }

    public DirectoryProblem problem() {
        return problem;
    }
}
