package dev.chatp2p.setup.bench;

/**
 * A stream through an echo.
 *
 * @param mbs 10⁶ bytes a second one way, while as many came back
 */
record Flow(double mbs) {}
