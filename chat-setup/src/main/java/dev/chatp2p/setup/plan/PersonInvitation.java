package dev.chatp2p.setup.plan;

import java.time.Instant;

/**
 * An invitation to hand to a person.
 *
 * @param name the person; foreign text
 * @param jwt the token, a secret: whoever uses it first becomes that person
 * @param expires until when it can be used
 */
public record PersonInvitation(String name, String jwt, Instant expires) {

    /** Without the token. */
    @Override
    public String toString() {
        return "PersonInvitation[" + name + ", " + expires + "]";
    }
}
