package io.recontact.api;

import java.util.UUID;

/** A contact: one segment of a conversation. The id of a session's first contact is the id of the session. */
public record ContactId(UUID value) {

    /**
     * The contact that the text of a member names by its id or by its ARN in the instance.
     *
     * @throws InvalidParameterException if it is neither an id nor the ARN of a contact
     * @throws ResourceNotFoundException if it is an ARN of another instance
     */
    public static ContactId parse(InstanceId instance, String member, String text) {
        return new ContactId(ResourceName.within(instance, "contact", member, text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
