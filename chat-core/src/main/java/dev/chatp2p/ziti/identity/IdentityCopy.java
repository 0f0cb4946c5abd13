package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies an identity to where it is to be kept. */
public final class IdentityCopy {

    private IdentityCopy() {}

    /**
     * The first of these files that holds the same identity as the source; files that cannot be read do not.
     *
     * @throws ZitiException BAD_IDENTITY if the source or a file it points to cannot be read, HARDWARE_KEY
     */
    public static Optional<Path> find(Path source, Stream<Path> among) throws ZitiException {
        String text = IdentityFile.selfContained(source);
        return among.filter(file -> says(file, text)).findFirst();
    }

    private static boolean says(Path file, String text) {
        try {
            return IdentityFile.selfContained(file).equals(text);
        } catch (ZitiException e) {
            return false;
        }
    }

    /**
     * Writes a copy that needs no other file and that only its owner can read. What the copy says is not checked; see
     * {@link ZitiIdentity#read}.
     *
     * @throws ZitiException BAD_IDENTITY if the source or a file it points to cannot be read, HARDWARE_KEY, STORAGE if the
     *     target exists or cannot be written
     */
    public static void write(Path source, Path target) throws ZitiException {
        String text = IdentityFile.selfContained(source);
        try (PrivateFile file = PrivateFile.begin(target, text.getBytes(StandardCharsets.UTF_8).length)) {
            file.publish(text);
        } catch (FileAlreadyExistsException e) {
            throw new ZitiException(
                    ZitiFailure.STORAGE,
                    "The identity could not be copied to “" + ForeignText.line(target.toString(), 200)
                            + "”: there is a file of that name already. Move it away, or choose another place.",
                    e);
        } catch (IOException e) {
            throw new ZitiException(
                    ZitiFailure.STORAGE,
                    "The identity could not be copied to “" + ForeignText.line(target.toString(), 200)
                            + "”. Check that there is room on the disk and that you may write there, then try again.",
                    e);
        }
    }
}
