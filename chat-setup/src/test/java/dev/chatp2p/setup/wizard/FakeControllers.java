package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.management.TotpPrompt;
import dev.chatp2p.setup.plan.FakeManagement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A controller whose administrator is {@code admin} with the password {@code secret}, with a network in memory behind it.
 * Thread-safe.
 */
public final class FakeControllers implements ControllerAccess {

    private static final String FINGERPRINT = String.join(
            ":",
            "3F:A2:0B:77:C1:5D:9E:48",
            "D0:11:6A:F4:82:3C:B9:E7",
            "05:58:AD:90:1F:CE:63:2B",
            "74:E8:39:D6:8C:40:B2:FA");

    /** What is on the network. */
    public final FakeManagement network = new FakeManagement();

    private final RestControllerAccess addresses = new RestControllerAccess(Path.of("unused"));
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger logIns = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Trust trust = Trust.KNOWN;
    private volatile Optional<String> code = Optional.empty();
    private volatile Optional<SetupException> probeFailure = Optional.empty();
    private volatile Optional<SetupException> trustFailure = Optional.empty();
    private volatile Optional<SetupException> logInFailure = Optional.empty();
    private volatile CountDownLatch probeHeld = new CountDownLatch(0);
    private final AtomicInteger creationsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private volatile CountDownLatch creationHeld = new CountDownLatch(0);
    private volatile CountDownLatch logInHeld = new CountDownLatch(0);

    public FakeControllers() {
        network.putRouter("router-1", true);
        network.putRouter("router-2", true);
        network.putRouter("router-3", true);
    }

    /** What is remembered about the controller. */
    public void remember(Trust remembered) {
        trust = remembered;
    }

    /** The administrator has a second factor. */
    public void askForCode(String right) {
        code = Optional.of(right);
    }

    public void failProbe(SetupFailure failure, String sentence) {
        probeFailure = Optional.of(new SetupException(failure, sentence));
    }

    public void failTrust(SetupFailure failure, String sentence) {
        trustFailure = Optional.of(new SetupException(failure, sentence));
    }

    public void failLogIn(SetupFailure failure, String sentence) {
        logInFailure = Optional.of(new SetupException(failure, sentence));
    }

    /** Nothing fails any more. */
    public void repair() {
        probeFailure = Optional.empty();
        trustFailure = Optional.empty();
        logInFailure = Optional.empty();
    }

    /** Looking waits until the latch is down. */
    public CountDownLatch holdProbe() {
        probeHeld = new CountDownLatch(1);
        return probeHeld;
    }

    /** Logging in waits until the latch is down, and does not heed interrupts meanwhile. */
    public CountDownLatch holdLogIn() {
        logInHeld = new CountDownLatch(1);
        return logInHeld;
    }

    /** After that many creations the next ones wait until the latch is down. */
    public CountDownLatch holdCreationAfter(int creations) {
        creationHeld = new CountDownLatch(1);
        creationsLeft.set(creations);
        return creationHeld;
    }

    /** Log-ins that have not been ended. */
    public int open() {
        return open.get();
    }

    /** Log-ins that have been ended. */
    public int closed() {
        return closed.get();
    }

    /** How often somebody tried to log in. */
    public int logIns() {
        return logIns.get();
    }

    @Override
    public URI address(String typed) throws SetupException {
        return addresses.address(typed);
    }

    @Override
    public PresentedController probe(URI address) throws SetupException, InterruptedException {
        probeHeld.await();
        fail(probeFailure);
        return new PresentedController(address, "v1.6.0", List.of(), FINGERPRINT, trust);
    }

    @Override
    public void trust(PresentedController controller) throws SetupException {
        fail(trustFailure);
        trust = Trust.KNOWN;
    }

    @Override
    public Management logIn(PresentedController controller, AdminLogin login, TotpPrompt totp)
            throws SetupException, InterruptedException {
        logIns.incrementAndGet();
        awaitStubbornly(logInHeld);
        fail(logInFailure);
        if (login instanceof AdminLogin.Password given
                && !(given.username().equals("admin") && given.password().equals("secret"))) {
            throw new SetupException(
                    SetupFailure.LOGIN_REFUSED,
                    "The controller does not know this name and password. Type them again.");
        }
        if (code.isPresent()) {
            for (boolean again = false; !code.equals(totp.code(again)); again = true) {
                // Asked again.
            }
        }
        open.incrementAndGet();
        return counted();
    }

    private static void fail(Optional<SetupException> failure) throws SetupException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Management counted() {
        return (Management) Proxy.newProxyInstance(
                Management.class.getClassLoader(), new Class<?>[] {Management.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                        closed.incrementAndGet();
                        return null;
                    }
                    if (method.getName().equals("create") && creationsLeft.getAndDecrement() <= 0) {
                        creationHeld.await();
                    }
                    try {
                        return method.invoke(network, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
