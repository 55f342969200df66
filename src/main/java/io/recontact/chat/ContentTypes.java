package io.recontact.chat;

import java.util.Set;

/** The content types of messages and events. */
public final class ContentTypes {

    /** Plain text; every chat supports it. */
    public static final String PLAIN = "text/plain";
    /** Text with markup. */
    public static final String MARKDOWN = "text/markdown";
    /** Any JSON document. */
    public static final String JSON = "application/json";
    /** An interactive message, with options to choose from. */
    public static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    /** The participant's choice in an interactive message. */
    public static final String INTERACTIVE_RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";
    /** Files of a participant. */
    public static final String ATTACHMENT = "application/vnd.amazonaws.connect.message.attachment";

    /** The types that StartChatContact may list as supported. */
    public static final Set<String> SUPPORTED = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE, INTERACTIVE_RESPONSE);

    /** The types that participants may send; only flows send the others. */
    public static final Set<String> SENDABLE = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE_RESPONSE);

    private static final String EVENT = "application/vnd.amazonaws.connect.event.";

    /** A participant is typing. */
    public static final String TYPING = EVENT + "typing";
    /** A client acknowledges its connection. */
    public static final String CONNECTION_ACKNOWLEDGED = EVENT + "connection.acknowledged";
    /** A participant has received a message. */
    public static final String MESSAGE_DELIVERED = EVENT + "message.delivered";
    /** A participant has read a message. */
    public static final String MESSAGE_READ = EVENT + "message.read";
    /** The receipts of a message have changed. */
    public static final String MESSAGE_METADATA = EVENT + "message.metadata";

    /** A participant has connected for the first time. */
    public static final String PARTICIPANT_JOINED = EVENT + "participant.joined";
    /** A participant has left; the last item that its own websockets receive. */
    public static final String PARTICIPANT_LEFT = EVENT + "participant.left";
    /** A participant has become idle. */
    public static final String PARTICIPANT_IDLE = EVENT + "participant.idle";
    /** An idle participant has sent something. */
    public static final String PARTICIPANT_RETURNED = EVENT + "participant.returned";
    /** The auto-disconnect timer of a participant has expired. */
    public static final String AUTODISCONNECTION = EVENT + "participant.autodisconnection";

    /** An agent has transferred the chat. */
    public static final String TRANSFER_SUCCEEDED = EVENT + "transfer.succeeded";
    /** A transfer has failed; the agent remains. */
    public static final String TRANSFER_FAILED = EVENT + "transfer.failed";
    /** A past session was associated with this one. */
    public static final String CHAT_REHYDRATED = EVENT + "chat.rehydrated";

    private ContentTypes() {}
}
