package dev.chatp2p.setup.lab;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link LabNetwork} and {@link GoPeers} as parameters, and the programs behind them, a
 * {@link ZitiBinary} and a {@link GoPeerBinary}, to those that start their own. The network is started by the first test that
 * needs it, made whole again after a test that broke it, and closed after the last test of the JVM. Go peers end with
 * the test (or, given to a constructor or a {@code @BeforeAll} method, with the class) that asked for them.
 *
 * <p>Where neither a ziti nor a Go is to be had, the tests are left out and one line says so; with
 * {@code CHATP2P_REQUIRE_ZITI=1} they fail instead.
 */
public final class LabNetworkExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(LabNetworkExtension.class);
    private static final Set<Class<?>> PARAMETERS =
            Set.of(LabNetwork.class, GoPeers.class, ZitiBinary.class, GoPeerBinary.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return shared(context)
                .missing()
                .map(why -> ConditionEvaluationResult.disabled("no real network: " + why))
                .orElseGet(() -> ConditionEvaluationResult.enabled("a real network can be started"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return PARAMETERS.contains(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SharedLab lab = shared(context);
        Class<?> wanted = parameter.getParameter().getType();
        if (wanted == LabNetwork.class) {
            return lab.network();
        }
        if (wanted == ZitiBinary.class) {
            return lab.ziti();
        }
        if (wanted == GoPeerBinary.class) {
            return lab.goPeer();
        }
        return context.getStore(NAMESPACE)
                .computeIfAbsent(GoPeers.class, _ -> new GoPeers(lab.goPeer(), lab.network()), GoPeers.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws LabException, InterruptedException {
        shared(context).restore();
    }

    private static SharedLab shared(ExtensionContext context) {
        // The store closes what it holds, after the last test.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        SharedLab.class,
                        _ -> SharedLab.prepare(
                                LabEnvironment.current(), Path.of("target", "lab-network"), System.err::println),
                        SharedLab.class);
    }
}
