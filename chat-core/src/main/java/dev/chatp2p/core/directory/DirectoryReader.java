package dev.chatp2p.core.directory;

import dev.chatp2p.core.directory.DirectoryDocument.PassedOver;
import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Listing;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a shared directory: {@code {"version":1,"people":[{"identity":…,"name":…,"title":…}]}}, or only the array.
 * Other members are passed over unread, among them {@code picture}: nothing is ever fetched because a directory says so. Bounded
 * by the size of the document; entries that are no use are counted, not an error.
 */
final class DirectoryReader {

    private static final int VERSION = 1;
    private static final int MAX_DEPTH = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(DirectoryDocument.MAX_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(DirectoryDocument.MAX_BYTES)
                    .build())
            .build();

    private final JsonParser json;
    private final SequencedMap<PeerId, Listing> people = new LinkedHashMap<>();
    private boolean hasPeople;
    private int withoutIdentity;
    private int twice;
    private int tooMany;

    private DirectoryReader(JsonParser json) {
        this.json = json;
    }

    /** @throws DirectoryException if it is too large, or no directory */
    static DirectoryDocument read(byte[] document) throws DirectoryException {
        if (document.length > DirectoryDocument.MAX_BYTES) {
            throw tooLarge();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            return new DirectoryReader(parser).document();
        } catch (JacksonException e) {
            // Not its message: it quotes the document.
            throw new DirectoryException(Kind.NOT_A_DIRECTORY, "This is no directory: it is not written in JSON.");
        }
    }

    static DirectoryException tooLarge() {
        return new DirectoryException(
                Kind.TOO_LARGE, "The directory is larger than " + (DirectoryDocument.MAX_BYTES >> 20) + " MiB.");
    }

    private DirectoryDocument document() throws DirectoryException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            people();
        } else if (first == JsonToken.START_OBJECT) {
            members();
        }
        if (!hasPeople || json.nextToken() != null) {
            throw new DirectoryException(
                    Kind.NOT_A_DIRECTORY, "This is no directory: it has no list of people, or something after it.");
        }
        return new DirectoryDocument(people, new PassedOver(withoutIdentity, twice, tooMany));
    }

    private void members() throws DirectoryException {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            if (member.equals("people") && value == JsonToken.START_ARRAY) {
                people();
            } else if (member.equals("version") && !isVersion(value)) {
                throw new DirectoryException(
                        Kind.NEWER_FORMAT,
                        "The directory is written in a newer format than this program knows: look for an update.");
            } else {
                json.skipChildren();
            }
        }
    }

    private boolean isVersion(JsonToken value) {
        // As text: a number may be larger than any type.
        return value == JsonToken.VALUE_NUMBER_INT && json.getString().equals(String.valueOf(VERSION));
    }

    private void people() {
        hasPeople = true;
        for (JsonToken entry = json.nextToken(); entry != JsonToken.END_ARRAY; entry = json.nextToken()) {
            if (entry == JsonToken.START_OBJECT) {
                person();
            } else {
                json.skipChildren();
                withoutIdentity++;
            }
        }
    }

    private void person() {
        String identity = "";
        String name = "";
        String title = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                switch (member) {
                    case "identity" -> identity = json.getString();
                    case "name" -> name = shortened(json.getString());
                    case "title" -> title = shortened(json.getString());
                    default -> {} // an unread string is passed over when the next token is asked for
                }
            } else {
                json.skipChildren();
            }
        }
        add(identity, new Listing(name, title));
    }

    private void add(String identity, Listing listing) {
        if (!PeerId.isValid(identity)) {
            withoutIdentity++;
            return;
        }
        PeerId id = new PeerId(identity);
        if (people.containsKey(id)) {
            twice++;
        } else if (people.size() >= DirectoryDocument.MAX_PEOPLE) {
            tooMany++;
        } else {
            people.put(id, listing);
        }
    }

    /** As long as a name may be, cut between characters. */
    private static String shortened(String text) {
        String stripped = text.strip();
        if (stripped.length() <= Contact.MAX_NAME) {
            return stripped;
        }
        boolean inPair = Character.isHighSurrogate(stripped.charAt(Contact.MAX_NAME - 1));
        return stripped.substring(0, inPair ? Contact.MAX_NAME - 1 : Contact.MAX_NAME);
    }
}
