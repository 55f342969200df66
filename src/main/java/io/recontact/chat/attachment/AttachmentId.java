package io.recontact.chat.attachment;

import io.recontact.api.InvalidParameterException;
import java.util.UUID;

/** The id of an attachment. */
public record AttachmentId(UUID value) {

    /**
     * Parses a member of a request.
     *
     * @throws InvalidParameterException if it is not a well-formed id
     */
    public static AttachmentId parse(String member, String text) {
        try {
            return new AttachmentId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            // The cause would repeat the caller's text; the message names the member.
            throw new InvalidParameterException("%s is not a well-formed id".formatted(member));
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
