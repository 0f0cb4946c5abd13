package dev.chatp2p.setup.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A contract that is kept with exceptions. The tests listed are known to fail: when one of them succeeds, its limit has gone
 * and must be taken off the list. The others may fail by chance, for reasons that the test class gives, but not three times.
 *
 * @param reasons why it fails, by the name of the test method
 */
record KnownLimits(Map<String, String> reasons) implements InvocationInterceptor, BeforeAllCallback {

    private static final int ATTEMPTS = 3;

    /** A test class whose tests can be run again. */
    interface Repeatable {
        /** Puts away what the last attempt has left. */
        void startOver() throws Exception;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Set<String> tests = Arrays.stream(
                        context.getRequiredTestClass().getSuperclass().getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertTrue(tests.containsAll(reasons.keySet()), "a limit is listed for a test that is not there");
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        String limit = reasons.get(method.getExecutable().getName());
        try {
            invocation.proceed();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable failure) { // an assertion, an assumption or an exception: all of them show a limit
            if (limit == null) {
                again(method, context, failure);
            } else {
                context.publishReportEntry("limit", limit);
            }
            return;
        }
        if (limit != null) {
            fail("This limit has gone, take it off the list: " + limit);
        }
    }

    private static void again(ReflectiveInvocationContext<Method> method, ExtensionContext context, Throwable first)
            throws Exception {
        for (int attempt = 2; ; attempt++) {
            Object test = context.getRequiredTestInstance();
            ((Repeatable) test).startOver();
            try {
                ReflectionSupport.invokeMethod(method.getExecutable(), test);
                context.publishReportEntry("attempts", Integer.toString(attempt));
                return;
            } catch (RuntimeException | Error e) { // whatever the test throws comes unchecked
                e.addSuppressed(first);
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }
}
