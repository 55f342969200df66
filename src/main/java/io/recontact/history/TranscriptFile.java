package io.recontact.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.recontact.api.InstanceId;
import io.recontact.chat.ParticipantId;
import io.recontact.contact.ContactView;
import java.util.List;

/**
 * The members of a chat transcript file of Amazon Connect that come before its items.
 *
 * @param initialContactId the first contact of the session
 */
record TranscriptFile(
        String version,
        @JsonProperty("AWSAccountId") String awsAccountId,
        String instanceId,
        String initialContactId,
        String contactId,
        List<Participant> participants) {

    /** The version of this form. */
    private static final String VERSION = "2019-08-26";

    /** A sender of at least one item. */
    record Participant(String participantId) {}

    static TranscriptFile of(String accountId, InstanceId instance, ContactView contact, List<ParticipantId> senders) {
        return new TranscriptFile(
                VERSION,
                accountId,
                instance.toString(),
                contact.session().toString(),
                contact.id().toString(),
                senders.stream()
                        .map(sender -> new Participant(sender.toString()))
                        .toList());
    }
}
