package dev.chatp2p.desktop.secondfactor;

import java.util.List;

/** What the page of the second factor shows. */
public sealed interface SecondFactorPage {

    /** What the network has is not known, or not yet. */
    record Unknown() implements SecondFactorPage {}

    /**
     * There is none.
     *
     * @param begun whether one was set up whose first code was never given
     */
    record Off(boolean begun) implements SecondFactorPage {}

    /**
     * The app is to be set up, and then to show its first code. Secret.
     *
     * @param address {@code otpauth://}, for the QR code
     * @param secret for typing in, in groups of four
     */
    record SetUp(String address, String secret) implements SecondFactorPage {
        @Override
        public String toString() {
            return "SetUp";
        }
    }

    /**
     * The recovery codes. Secret.
     *
     * @param fresh whether the second factor was turned on just now
     */
    record Codes(List<String> codes, boolean fresh) implements SecondFactorPage {
        public Codes {
            codes = List.copyOf(codes);
        }

        @Override
        public String toString() {
            return "Codes[" + codes.size() + "]";
        }
    }

    /** There is one, and log-ins ask for it. */
    record On() implements SecondFactorPage {}

    /** A code is needed before the recovery codes are shown. */
    record CodeToShow() implements SecondFactorPage {}

    /** A code is needed before the second factor is removed. */
    record CodeToRemove() implements SecondFactorPage {}
}
