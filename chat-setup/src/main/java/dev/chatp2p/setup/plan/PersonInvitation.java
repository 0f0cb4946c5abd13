package dev.chatp2p.setup.plan;

import java.time.Instant;

/**
 * An invitation to hand to a person.
 *
 * @param name the person; foreign text
 * @param jwt the token, a secret: whoever uses it first becomes that person
 * @param expires until when it can be used
 * @param ours whether it is of an identity that this program made for the service; another one's may be handed on, and that
 *     is all
 */
public record PersonInvitation(String name, String jwt, Instant expires, boolean ours) {

    /** Without the token. */
    @Override
    public String toString() {
        return "PersonInvitation[" + name + ", " + expires + "]";
    }
}
