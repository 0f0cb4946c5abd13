package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies an identity to where it is to be kept. */
public final class IdentityCopy {

    private IdentityCopy() {}

    public static void write(Path source, Path target) throws ZitiException {
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.copy(source, target);
        } catch (IOException e) {
            throw new ZitiException(ZitiFailure.STORAGE, "not yet");
        }
    }
}
