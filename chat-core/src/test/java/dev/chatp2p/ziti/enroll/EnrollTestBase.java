package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A controller with invitations, and a folder that does not exist yet for the identity. */
abstract class EnrollTestBase {
    final TestPki network = new TestPki("network");
    final ControllerEnroller enroller = new ControllerEnroller();
    final List<EnrollmentStep> progress = new ArrayList<>();

    @TempDir
    Path folder;

    FakeEnrollmentController controller;
    Path identity;

    @BeforeEach
    void start() throws Exception {
        controller = FakeEnrollmentController.start(network);
        identity = folder.resolve("new folder").resolve("alice.json");
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    void enroll(Invitation invitation, Proof proof) throws ZitiException, InterruptedException {
        enroller.enroll(enroller.check(invitation), proof, identity, progress::add);
    }

    /** What is in the identity's folder. */
    List<String> files() throws IOException {
        Path made = identity.toAbsolutePath().getParent();
        if (!Files.exists(made)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(made)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
