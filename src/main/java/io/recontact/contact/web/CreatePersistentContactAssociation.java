package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.contact.PersistentChat;
import io.recontact.contact.PersistentContactAssociation;
import io.recontact.contact.RehydrationType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreatePersistentContactAssociation.html">CreatePersistentContactAssociation</a>.
 */
interface CreatePersistentContactAssociation {

    record Request(
            @NotNull RehydrationType rehydrationType,
            @NotNull @Size(min = 1, max = 256) String sourceContactId,
            @Size(max = 500) @Nullable String clientToken) {

        PersistentContactAssociation toAssociation(InstanceId instance, ContactId contact) {
            var source = ContactId.parse(instance, "SourceContactId", sourceContactId);
            return new PersistentContactAssociation(contact, new PersistentChat(rehydrationType, source));
        }
    }

    record Response(String continuedFromContactId) {}
}
