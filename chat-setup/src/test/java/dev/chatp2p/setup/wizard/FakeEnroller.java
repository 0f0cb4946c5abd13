package dev.chatp2p.setup.wizard;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.CheckedInvitation;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Says yes to every invitation and writes a file, unless it is told otherwise. Thread-safe. */
public final class FakeEnroller implements Enroller {

    private final Map<EnrollmentStep, CountDownLatch> held = new EnumMap<>(EnrollmentStep.class);
    private final List<EnrollmentStep> reached = new CopyOnWriteArrayList<>();
    private final List<Proof> proofs = new CopyOnWriteArrayList<>();
    private volatile Optional<ZitiException> checkFailure = Optional.empty();
    private volatile Optional<ZitiException> enrollFailure = Optional.empty();
    private volatile CountDownLatch checkHeld = new CountDownLatch(0);

    /** What {@link #check} fails with from now on; empty = it succeeds again. */
    public void failCheck(Optional<ZitiFailure> failure, String sentence) {
        checkFailure = failure.map(kind -> new ZitiException(kind, sentence));
    }

    /** What asking for the certificate fails with from now on; empty = it succeeds again. */
    public void failEnroll(Optional<ZitiFailure> failure, String sentence) {
        enrollFailure = failure.map(kind -> new ZitiException(kind, sentence));
    }

    /** Checking waits until the latch is down. */
    public CountDownLatch holdCheck() {
        checkHeld = new CountDownLatch(1);
        return checkHeld;
    }

    /** Enrolling waits in that step, after having said that it begins, until the latch is down. */
    public CountDownLatch hold(EnrollmentStep step) {
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (held) {
            held.put(step, latch);
        }
        return latch;
    }

    /** The steps that were begun and not turned away. */
    public List<EnrollmentStep> reached() {
        return reached;
    }

    /** What enrolling was given, in order. */
    public List<Proof> proofs() {
        return proofs;
    }

    @Override
    public CheckedInvitation check(Invitation invitation) throws ZitiException, InterruptedException {
        checkHeld.await();
        if (checkFailure.isPresent()) {
            throw checkFailure.get().again();
        }
        return new CheckedInvitation(invitation, List.of());
    }

    @Override
    public void enroll(CheckedInvitation invitation, Proof proof, Path identityFile, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException {
        proofs.add(proof);
        for (EnrollmentStep step : EnrollmentStep.values()) {
            progress.accept(step);
            reached.add(step);
            awaitRelease(step);
            if (step == EnrollmentStep.REQUESTING_CERTIFICATE && enrollFailure.isPresent()) {
                throw enrollFailure.get().again();
            }
        }
        try {
            Files.createDirectories(identityFile.toAbsolutePath().getParent());
            Files.writeString(identityFile, "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRelease(EnrollmentStep step) throws InterruptedException {
        Optional<CountDownLatch> latch;
        synchronized (held) {
            latch = Optional.ofNullable(held.get(step));
        }
        if (latch.isPresent()) {
            latch.get().await();
        }
    }
}
