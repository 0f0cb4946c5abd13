package dev.chatp2p.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A reader of untrusted bytes and what must hold for whatever it is given. In the ordinary build it is given the kept inputs
 * (the folder {@code …Inputs} beside the class, in the resources) and a fixed series of random mutations of them;
 * {@code lab/fuzz} looks for new inputs, guided by coverage (docs/hostility.md).
 */
public abstract class FuzzTestBase {

    /** Of the series; changing it changes what CI tries. */
    private static final long SEED = 20_261_123L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Throws if something does not hold; everything an input may cause is caught in there. */
    protected abstract void check(byte[] input) throws Exception;

    /** How many mutations the ordinary build tries. */
    protected int mutations() {
        return 10_000;
    }

    /** The most that an input of that length may make the reading thread allocate, garbage included, in bytes. */
    protected long allowance(int length) {
        return (1L << 20) + 500L * length;
    }

    @FuzzTest
    void anInputDoesNoHarm(byte[] input) throws Exception {
        checkWithCost(input);
    }

    @Test
    @Timeout(120)
    void mutationsOfTheKeptInputsDoNoHarm() throws Exception {
        List<byte[]> kept = keptInputs();
        Random random = new Random(SEED);
        for (int i = 0; i < mutations(); i++) {
            byte[] input = Mutation.of(kept, random);
            try {
                checkWithCost(input);
            } catch (Exception | AssertionError | StackOverflowError e) {
                String shown = Base64.getEncoder().encodeToString(input);
                throw new AssertionError("does harm, in base64: " + shown, e);
            }
        }
    }

    private void checkWithCost(byte[] input) throws Exception {
        long allowance = allowance(input.length);
        long cost = cost(input);
        // The first time may have loaded classes.
        if (cost > allowance && cost(input) > allowance) {
            throw new AssertionError(input.length + " bytes made it allocate " + cost + " bytes");
        }
    }

    private long cost(byte[] input) throws Exception {
        long before = threads.getCurrentThreadAllocatedBytes();
        check(input);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private List<byte[]> keptInputs() throws IOException, URISyntaxException {
        URL folder = getClass().getResource(getClass().getSimpleName() + "Inputs");
        if (folder == null) {
            throw new AssertionError("no kept inputs");
        }
        List<byte[]> kept = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                kept.add(Files.readAllBytes(file));
            }
        }
        return kept;
    }
}
