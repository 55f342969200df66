package io.recontact.api;

import java.util.UUID;

/** A contact: one segment of a conversation. The first contact of a session has the id of the session. */
public record ContactId(UUID value) implements ResourceId {

    /**
     * Parses a contact id or the ARN of a contact of the instance.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if the text is neither an id nor the ARN of a contact
     * @throws ResourceNotFoundException if the ARN belongs to another instance
     */
    public static ContactId parse(InstanceId instance, String member, String text) {
        return new ContactId(ResourceType.CONTACT.parse(instance, member, text));
    }

    @Override
    public ResourceType type() {
        return ResourceType.CONTACT;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
