/** The few building blocks every service shares: a serial lane, timers that tests can turn, subscriptions. */
@NullMarked
package dev.chatp2p.core.concurrent;

import org.jspecify.annotations.NullMarked;
