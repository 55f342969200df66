package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.Iso8601Time;
import io.recontact.api.ParticipantRole;
import io.recontact.chat.participant.CreatedParticipant;
import io.recontact.chat.participant.NewParticipant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateParticipant.html">CreateParticipant</a>.
 */
interface CreateParticipant {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @Size(max = 500) @Nullable String clientToken,
            @NotNull @Valid ParticipantDetailsToAdd participantDetails) {}

    record ParticipantDetailsToAdd(
            @NotNull ParticipantRole participantRole,
            @Size(min = 1, max = 256) @Nullable String displayName,
            @Nullable Object participantCapabilities) {

        NewParticipant toNewParticipant(ContactId contact) {
            if (participantCapabilities != null) {
                throw new InvalidRequestException("ParticipantCapabilities are for calls, not for chats");
            }
            // "The only valid value for ParticipantRole is CUSTOM_BOT for chat contact"; agents are our extension.
            var defaultName = switch (participantRole) {
                case CUSTOM_BOT -> "BOT";
                case AGENT -> "AGENT";
                case CUSTOMER, SYSTEM, SUPERVISOR ->
                    throw new InvalidRequestException(
                            "ParticipantDetails.ParticipantRole must be CUSTOM_BOT or AGENT for a chat");
            };
            return new NewParticipant(contact, participantRole, displayName == null ? defaultName : displayName);
        }
    }

    record Response(ParticipantTokenCredentials participantCredentials, String participantId) {

        static Response of(CreatedParticipant invitation) {
            return new Response(
                    new ParticipantTokenCredentials(invitation.participantToken(), Iso8601Time.of(invitation.expiry())),
                    invitation.participant().toString());
        }
    }

    record ParticipantTokenCredentials(String participantToken, String expiry) {}
}
