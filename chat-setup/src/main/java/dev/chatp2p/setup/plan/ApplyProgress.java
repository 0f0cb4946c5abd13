package dev.chatp2p.setup.plan;

/** Told about the steps of a plan while it is applied, in the thread that applies it. */
public interface ApplyProgress {

    /** Ignores everything. */
    ApplyProgress NONE = new ApplyProgress() {};

    /** Asked before each step; true ends applying with CANCELLED, and what was done stays. */
    default boolean cancelled() {
        return false;
    }

    /**
     * A step begins.
     *
     * @param index from 0
     * @param total number of steps that change something
     */
    default void beginning(PlanStep step, int index, int total) {}

    /** The step is done. */
    default void done(PlanStep step, int index, int total) {}
}
