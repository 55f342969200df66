package io.recontact.chat;

import java.util.Set;

/** The content types of messages. */
public final class ContentTypes {

    /** Plain text; every chat supports it. */
    public static final String PLAIN = "text/plain";
    /** Text with markup. */
    public static final String MARKDOWN = "text/markdown";
    /** Anything in JSON. */
    public static final String JSON = "application/json";
    /** Something to choose from. */
    public static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    /** What was chosen. */
    public static final String INTERACTIVE_RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";

    /** What a chat may declare to support. */
    public static final Set<String> SUPPORTED = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE, INTERACTIVE_RESPONSE);

    /** What participants may send; the other types come from flows. */
    public static final Set<String> SENDABLE = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE_RESPONSE);

    private static final String EVENT = "application/vnd.amazonaws.connect.event.";

    static final String TYPING = EVENT + "typing";

    static final String CONNECTION_ACKNOWLEDGED = EVENT + "connection.acknowledged";
    static final String MESSAGE_DELIVERED = EVENT + "message.delivered";
    static final String MESSAGE_READ = EVENT + "message.read";
    static final String MESSAGE_METADATA = EVENT + "message.metadata";
    static final String PARTICIPANT_JOINED = EVENT + "participant.joined";

    /** Pushed to a participant, it is the last thing that participant sees. */
    public static final String PARTICIPANT_LEFT = EVENT + "participant.left";

    static final String PARTICIPANT_IDLE = EVENT + "participant.idle";
    static final String PARTICIPANT_RETURNED = EVENT + "participant.returned";
    static final String AUTODISCONNECTION = EVENT + "participant.autodisconnection";
    static final String TRANSFER_SUCCEEDED = EVENT + "transfer.succeeded";
    static final String TRANSFER_FAILED = EVENT + "transfer.failed";
    static final String CHAT_REHYDRATED = EVENT + "chat.rehydrated";

    private ContentTypes() {}
}
