package dev.chatp2p.core.overlay;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A second factor that does what the test says; the authenticator app always shows {@value #CODE}. Thread-safe. */
public final class FakeSecondFactor implements SecondFactor {
    public static final String CODE = "123456";
    public static final String SECRET = "U3LV5SMFCXS7AAGX";

    /** What was asked for: {@code answer 123456}, {@code enroll}, … */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final List<String> recoveryCodes = new CopyOnWriteArrayList<>();
    private final Runnable onAnswered;
    /** Written by the test and by whoever calls. */
    private volatile State state;
    /** Written by the test. */
    private volatile CountDownLatch gate = new CountDownLatch(0);
    /** Written by the test. */
    private volatile boolean broken;

    /**
     * @param onAnswered what a right code comes to besides
     */
    public FakeSecondFactor(State state, Runnable onAnswered) {
        this.state = state;
        this.onAnswered = onAnswered;
        for (int i = 0; i < 20; i++) {
            recoveryCodes.add(String.format(Locale.ROOT, "RC%02dQZ", i + 10));
        }
    }

    public FakeSecondFactor(State state) {
        this(state, () -> {});
    }

    /** From now on, calls wait until it is opened; an interrupt ends them. */
    public CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    /** The next call fails in a way that nobody foresaw. */
    public void breakOnce() {
        broken = true;
    }

    @Override
    public void answer(String code) throws LinkException, InterruptedException {
        enter("answer " + code);
        check(code);
        onAnswered.run();
    }

    @Override
    public State state() throws InterruptedException {
        enter("state");
        return state;
    }

    @Override
    public Enrolment enroll() throws LinkException, InterruptedException {
        enter("enroll");
        if (state == State.ACTIVE) {
            throw new LinkException(Reason.NOT_ALLOWED, "This identity has a second factor already.");
        }
        state = State.UNVERIFIED;
        return new Enrolment(
                URI.create("otpauth://totp/openziti.io:alice?secret=" + SECRET + "&issuer=openziti.io"),
                SECRET,
                recoveryCodes);
    }

    @Override
    public void verify(String code) throws LinkException, InterruptedException {
        enter("verify " + code);
        check(code);
        state = State.ACTIVE;
    }

    @Override
    public void remove(String code) throws LinkException, InterruptedException {
        enter("remove " + code);
        if (state == State.ACTIVE) {
            check(code);
        }
        state = State.NONE;
    }

    @Override
    public List<String> recoveryCodes(String code) throws LinkException, InterruptedException {
        enter("recoveryCodes " + code);
        check(code);
        return List.copyOf(recoveryCodes);
    }

    private void enter(String call) throws InterruptedException {
        asked.add(call);
        if (broken) {
            broken = false;
            throw new IllegalStateException("broken by the test");
        }
        gate.await();
    }

    private void check(String code) throws LinkException {
        String clean = code.replace(" ", "");
        if (!clean.equals(CODE) && !recoveryCodes.remove(clean)) {
            throw new LinkException(Reason.MFA_REQUIRED, "The network does not take this code.");
        }
    }
}
