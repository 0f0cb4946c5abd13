package dev.chatp2p.ziti.rest;

import dev.chatp2p.ziti.ForeignText;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A controller's refusal: {@code {"error":{"code","message","cause":{"field","reason","message"}}}} (seen on 1.1.15 and
 * 1.6.0). Of something else, everything is empty.
 *
 * @param error untrusted
 */
public record ErrorAnswer(JsonNode error) {

    /** From the body of an answer. */
    public static ErrorAnswer read(String body) {
        return new ErrorAnswer(JsonText.parse(body).orElseGet(JsonText::object).path("error"));
    }

    /** Such as {@code NOT_FOUND}; may be empty. */
    public String code() {
        return error.path("code").stringValue("");
    }

    /** A part of the cause, untrusted; may be empty. */
    public String cause(String part) {
        return error.path("cause").path(part).stringValue("");
    }

    /** “: what the controller said”, the most specific it said, fit for a sentence; empty when it said nothing. */
    public String said(int maxLength) {
        return firstOf(maxLength, cause("reason"), cause("message"), message(), code());
    }

    /** As {@link #said}, without the reason of the cause. */
    public String saidPlainly(int maxLength) {
        return firstOf(maxLength, cause("message"), message(), code());
    }

    private String message() {
        return error.path("message").stringValue("");
    }

    private static String firstOf(int maxLength, String... said) {
        return Stream.of(said)
                .map(text -> ForeignText.line(text, maxLength))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> ": “" + text + "”")
                .orElse("");
    }
}
