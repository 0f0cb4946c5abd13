package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;

/** Why a file could not be written, for a person. */
final class StorageFailures {

    private StorageFailures() {}

    static ZitiException exists(Path file) {
        return new ZitiException(
                ZitiFailure.STORAGE,
                "There is a file " + shown(file)
                        + " already, and it may hold an identity, so it is not overwritten. Choose another name.");
    }

    /** A file that no enrolment has made is where one would keep its key until it is finished. */
    static ZitiException keyInTheWay(Path file) {
        return new ZitiException(
                ZitiFailure.STORAGE,
                "There is a file " + shown(file)
                        + " already, where the key would be kept until you are enrolled. It is not overwritten."
                        + " Choose another name for the identity file, or move that file away.");
    }

    static ZitiException explain(IOException failed, Path file) {
        if (failed instanceof FileAlreadyExistsException) {
            return exists(file);
        }
        String reason = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("no space") || reason.contains("not enough space") || reason.contains("quota")) {
            return failure(file, "the disk is full. Make room, then enroll again.", failed);
        }
        if (failed instanceof AccessDeniedException || reason.contains("read-only")) {
            return failure(file, "you may not write there. Choose another folder, or change its permissions.", failed);
        }
        return failure(file, "writing failed. Check the disk, or choose another folder.", failed);
    }

    private static ZitiException failure(Path file, String why, IOException cause) {
        return new ZitiException(ZitiFailure.STORAGE, shown(file) + " could not be saved: " + why, cause);
    }

    private static String shown(Path file) {
        return "“" + ForeignText.line(file.toString(), 200) + "”";
    }
}
