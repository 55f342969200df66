package io.recontact.chat.participant;

import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;

/**
 * A chat that a supervisor monitors.
 *
 * @param contact the contact that the chat is in
 * @param isSilent whether the supervisor only reads; false once the supervisor has barged in
 * @param mayBarge whether the supervisor may barge in
 */
public record Monitoring(ContactId contact, ParticipantId participant, boolean isSilent, boolean mayBarge) {}
