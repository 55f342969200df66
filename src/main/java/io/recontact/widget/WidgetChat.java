package io.recontact.widget;

import io.recontact.api.ContactId;
import io.recontact.contact.StartedChat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat that a page wants to start.
 *
 * @param displayName the name of the customer
 * @param continued the past chat to continue; null for a new one
 * @param clientToken makes a repeat of the request harmless
 */
public record WidgetChat(
        String displayName,
        Map<String, String> attributes,
        @Nullable Continued continued,
        @Nullable String clientToken) {

    /** Copies the attributes. */
    public WidgetChat {
        attributes = Map.copyOf(attributes);
    }

    /**
     * A past chat.
     *
     * @param token proves that it was started at this place: an id alone would open the transcript to whoever knows it
     */
    public record Continued(ContactId contact, String token) {}

    /**
     * A chat that has started.
     *
     * @param continuationToken the proof that continues this chat after its end
     */
    public record Started(StartedChat chat, String continuationToken) {}
}
