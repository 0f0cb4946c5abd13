package dev.chatp2p.setup.interop;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.chatp2p.core.overlay.OverlayContract;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/**
 * A contract that is kept with exceptions. The tests listed are known to fail, in the way that is listed: when one of them
 * succeeds, its limit has gone and must be taken off the list. Every test may fail by chance, for reasons that the test class
 * gives, but not three times.
 *
 * @param limits by the name of the test method that shows it
 */
record KnownLimits(Map<String, Limit> limits) implements InvocationInterceptor, BeforeAllCallback {

    private static final int ATTEMPTS = 3;

    /** What was lost by chance, a test may wait for until then; longer than anything that is only slow takes. */
    private static final Duration ATTEMPT = Duration.ofSeconds(45);

    /** What the test class allows for all attempts at a test, so that this class ends them; seconds. */
    static final int ALL_ATTEMPTS = 180;

    /**
     * Something that is not kept.
     *
     * @param why for people
     * @param words in the message of the assertion, or assumption, that shows it; a network that is down says something else
     */
    record Limit(String why, String words) {

        boolean isShownBy(Throwable failure) {
            boolean judged = failure instanceof AssertionError || failure instanceof TestAbortedException;
            return judged && Objects.toString(failure.getMessage(), "").contains(words);
        }
    }

    /** A test class whose tests can be run again. */
    interface Repeatable {
        /** Puts away what the last attempt has left. */
        void startOver() throws Exception;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Set<String> tests = Arrays.stream(OverlayContract.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertTrue(tests.containsAll(limits.keySet()), "a limit is listed for a test that is not there");
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Optional<Limit> limit =
                Optional.ofNullable(limits.get(method.getExecutable().getName()));
        List<Throwable> earlier = new ArrayList<>();
        while (true) {
            try {
                boolean first = earlier.isEmpty();
                assertTimeoutPreemptively(ATTEMPT, () -> {
                    if (first) {
                        invocation.proceed();
                    } else {
                        ReflectionSupport.invokeMethod(method.getExecutable(), context.getRequiredTestInstance());
                    }
                });
                break;
            } catch (Throwable failure) { // an assertion, an assumption or an exception: all of them fail a test
                if (limit.isPresent() && limit.get().isShownBy(failure)) {
                    context.publishReportEntry("limit", limit.get().why());
                    return;
                }
                earlier.forEach(failure::addSuppressed);
                earlier.add(failure);
                if (earlier.size() == ATTEMPTS || failure instanceof InterruptedException) {
                    throw failure;
                }
                ((Repeatable) context.getRequiredTestInstance()).startOver();
            }
        }
        limit.ifPresent(l -> fail("This limit has gone, take it off the list: " + l.why()));
        if (!earlier.isEmpty()) {
            context.publishReportEntry("attempts", Integer.toString(earlier.size() + 1));
        }
    }
}
