package dev.chatp2p.core.directory;

import dev.chatp2p.core.directory.DirectoryDocument.PassedOver;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with one shared directory.
 *
 * @param address as the settings have it
 * @param reading whether it is being read just now
 * @param people how many its last good copy lists
 * @param passedOver what that copy held besides
 * @param asOf when the directory was last found to say what that copy says; empty if there is none
 * @param problem why it could not be read the last time; the last good copy is still used
 */
public record DirectoryStatus(
        String address,
        boolean reading,
        int people,
        PassedOver passedOver,
        Optional<Instant> asOf,
        Optional<DirectoryProblem> problem) {

    static DirectoryStatus of(String address) {
        return new DirectoryStatus(address, false, 0, PassedOver.NONE, Optional.empty(), Optional.empty());
    }

    DirectoryStatus started() {
        return new DirectoryStatus(address, true, people, passedOver, asOf, problem);
    }

    DirectoryStatus with(DirectoryDocument document, Instant time) {
        return new DirectoryStatus(
                address, reading, document.people().size(), document.passedOver(), Optional.of(time), problem);
    }

    /** Nothing new. */
    DirectoryStatus confirmed(Instant time) {
        return new DirectoryStatus(address, reading, people, passedOver, Optional.of(time), problem);
    }

    DirectoryStatus ended(Optional<DirectoryProblem> with) {
        return new DirectoryStatus(address, false, people, passedOver, asOf, with);
    }
}
