package dev.chatp2p.core.peer;

/**
 * What a shared directory says of somebody. It may come from strangers, see {@link Contact}.
 *
 * @param displayName empty = none; at most {@value Contact#MAX_NAME} characters
 * @param title empty = none; at most {@value Contact#MAX_NAME} characters
 */
public record Listing(String displayName, String title) {

    public Listing {
        if (displayName.length() > Contact.MAX_NAME || title.length() > Contact.MAX_NAME) {
            throw new IllegalArgumentException("names and titles have at most " + Contact.MAX_NAME + " characters");
        }
    }

    /** What shows of it together with what the person has noted: their own words first; whoever is listed is known. */
    Contact shownWith(Contact own) {
        return own.withKnown(true)
                .withDisplayName(own.displayName().isEmpty() ? displayName : own.displayName())
                .withTitle(own.title().isEmpty() ? title : own.title());
    }
}
