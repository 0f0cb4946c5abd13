package dev.chatp2p.setup.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of this class run on a real OpenZiti network with three edge routers, which all such tests of a JVM share; see
 * {@link LabNetworkExtension}. They must not run at the same time as each other.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LabNetworkExtension.class)
public @interface RealNetwork {}
