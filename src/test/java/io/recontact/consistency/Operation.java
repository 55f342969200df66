package io.recontact.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a client, as the client saw it: one line of a {@link History}. All times are nanoseconds of one
 * monotonic clock. The service took effect between begin and end, or, after an unknown outcome, at any time since begin
 * or never.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "operation")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Operation.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Operation.ListContacts.class, name = "list-contacts"),
    @JsonSubTypes.Type(value = Operation.Send.class, name = "send"),
    @JsonSubTypes.Type(value = Operation.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Operation.Subscribe.class, name = "subscribe"),
    @JsonSubTypes.Type(value = Operation.Push.class, name = "push"),
    @JsonSubTypes.Type(value = Operation.Disconnect.class, name = "disconnect")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Operation {

    /** Outcomes, with the names of Jepsen. */
    enum Outcome {
        /** The service answered with success, so the operation has had its effect. */
        OK,
        /** The service refused (4xx), so the operation has no effect. */
        FAIL,
        /** No answer, or 5xx: the operation may have had its effect, may have it later, or never. */
        INFO
    }

    /**
     * An item of a transcript.
     *
     * @param content the content of a message, which is unique in a history; absent for items of the service itself
     */
    record Item(String id, @Nullable String content) {}

    /**
     * One attempt of StartChatContact. Attempts with one token are one logical start.
     *
     * @param contact the answered ContactId
     */
    record Start(String token, Outcome outcome, @Nullable String contact, long begin, long end) implements Operation {}

    /** A complete list of the contacts that the starts of the history could have created. */
    record ListContacts(List<String> contacts, long begin, long end) implements Operation {}

    /**
     * One attempt of SendMessage. Attempts with one token are one logical send, with the same content.
     *
     * @param item the answered Id
     */
    record Send(
            String session,
            String token,
            String content,
            Outcome outcome,
            @Nullable String item,
            long begin,
            long end) implements Operation {}

    /**
     * An answered read of a transcript, with all its pages.
     *
     * @param after the item behind which it begins; absent if it begins with the first item
     * @param items in the order of the service, oldest first
     */
    record Read(String session, String reader, @Nullable String after, List<Item> items, long begin, long end)
            implements Operation {}

    /**
     * A websocket has subscribed to a chat.
     *
     * @param reader the client, which subscribes with another websocket if it loses this one
     */
    record Subscribe(String session, String reader, String socket, long begin, long end) implements Operation {}

    /** A websocket has received an item. The pushes of a websocket are in the order of their arrival. */
    record Push(String socket, Item item, long at) implements Operation {}

    /** A websocket was closed or lost. Without this line it was open until the end of the history. */
    record Disconnect(String socket, long at) implements Operation {}
}
