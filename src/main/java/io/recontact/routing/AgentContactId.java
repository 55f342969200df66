package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.configuration.UserId;
import java.util.UUID;

/** The key of an {@link AgentContact}. */
record AgentContactId(UUID agentId, UUID contactId) {

    static AgentContactId of(UserId agent, ContactId contact) {
        return new AgentContactId(agent.value(), contact.value());
    }
}
