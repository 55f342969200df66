package io.recontact.chat.attachment;

import io.recontact.api.InvalidParameterException;
import java.util.UUID;

/** A file that a participant attaches. */
public record AttachmentId(UUID value) {

    /**
     * The attachment that a member of a request names.
     *
     * @throws InvalidParameterException if it is not a well-formed id
     */
    public static AttachmentId parse(String member, String text) {
        try {
            return new AttachmentId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            // The text is the caller's own; the message names the member.
            throw new InvalidParameterException("%s is not a well-formed id".formatted(member));
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
