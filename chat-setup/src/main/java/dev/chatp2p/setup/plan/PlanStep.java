package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.management.EntityKind;

/**
 * One line of a plan.
 *
 * @param name of the entity; for people the name of the person; foreign text, made displayable where it is shown
 * @param reason half a sentence for a person: why, or what is different
 */
public record PlanStep(Action action, EntityKind<?> kind, String name, String reason) {

    /** What will be done with an entity. */
    public enum Action {
        CREATE,
        /** It is already as it should be. */
        KEEP,
        CHANGE,
        DELETE,
        /** An entity of that name is not ours and not as needed; nothing can be applied until that is solved. */
        CONFLICT
    }
}
