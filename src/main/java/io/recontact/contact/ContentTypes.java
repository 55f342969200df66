package io.recontact.contact;

import java.util.Set;

/** The content types of messages. */
final class ContentTypes {

    static final String PLAIN = "text/plain";
    static final String MARKDOWN = "text/markdown";
    static final String JSON = "application/json";
    static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    static final String INTERACTIVE_RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";

    /** What a chat may declare to support. */
    static final Set<String> SUPPORTED = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE, INTERACTIVE_RESPONSE);

    /** What a customer may say first. */
    static final Set<String> OF_CUSTOMERS = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE_RESPONSE);

    private ContentTypes() {}
}
