package io.recontact.junit;

import java.time.Duration;

/** An agent, who accepts chats as an agent desktop does. */
public final class Agent {

    private final ContactCenter center;
    private final String userId;

    Agent(ContactCenter center, String userId) {
        this.center = center;
        this.userId = userId;
    }

    /** Returns the id of the user. */
    public String userId() {
        return userId;
    }

    /**
     * Sets the agent status.
     *
     * @param name the name of the status, such as {@code Available} or {@code Offline}
     * @throws java.util.NoSuchElementException if the instance has no such status
     */
    public Agent status(String name) {
        var status = center.agentStatuses().stream()
                .filter(summary -> name.equals(summary.name()))
                .findFirst()
                .orElseThrow()
                .id();
        center.recontact()
                .connect()
                .putUserStatus(request ->
                        request.instanceId(center.instanceId()).userId(userId).agentStatusId(status));
        return this;
    }

    /** Waits until a chat is offered, at most {@value Await#SECONDS} seconds, and accepts it. */
    public Participant accept(Conversation conversation) {
        return accept(conversation.contactId());
    }

    /** Waits until a contact is offered, at most {@value Await#SECONDS} seconds, and accepts it. */
    public Participant accept(String contactId) {
        Await.until(
                Duration.ofSeconds(Await.SECONDS),
                () -> agents().offers(center.instanceId(), userId).contains(contactId),
                () -> "Contact %s was not offered to agent %s".formatted(contactId, userId));
        return Participant.join(
                center.recontact().participants(), agents().accept(center.instanceId(), userId, contactId));
    }

    /** Ends the work after a contact, which gives the agent a slot for another one. */
    public void clear(Conversation conversation) {
        center.recontact()
                .connect()
                .dismissUserContact(request ->
                        request.instanceId(center.instanceId()).userId(userId).contactId(conversation.contactId()));
    }

    private AgentApi agents() {
        return center.recontact().agents();
    }
}
