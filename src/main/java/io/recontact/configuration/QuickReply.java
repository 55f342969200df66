package io.recontact.configuration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text that agents can send.
 *
 * @param queue the queue whose chats it is for; null for those of all queues
 * @param content the text, with names of attributes in double braces, such as <code>{{plan}}</code>
 */
public record QuickReply(UUID id, @Nullable QueueId queue, String name, String content) {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 127;

    /** The longest text, in characters. */
    public static final int MAX_CONTENT = 1024;
}
