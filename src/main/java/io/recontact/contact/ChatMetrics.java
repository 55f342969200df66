package io.recontact.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a chat, as the database function {@code chat_metrics} counts them, in the members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ChatMetrics.html">ChatMetrics</a>.
 *
 * @param agentMetrics the metrics of all agents together; null until the contact has an agent
 */
public record ChatMetrics(
        ChatContactMetrics chatContactMetrics,
        @Nullable ParticipantMetrics agentMetrics,
        @Nullable ParticipantMetrics customerMetrics) {

    /**
     * The metrics of the whole contact.
     *
     * @param conversationCloseTimeInMillis the time from the last message of the customer to the end
     * @param conversationTurnCount the number of answers to the customer, those of bots included
     * @param agentFirstResponseTimeInMillis the time from the moment at which the agent accepted
     */
    public record ChatContactMetrics(
            boolean multiParty,
            int totalMessages,
            int totalBotMessages,
            int totalBotMessageLengthInChars,
            @Nullable Long conversationCloseTimeInMillis,
            int conversationTurnCount,
            @Nullable Instant agentFirstResponseTimestamp,
            @Nullable Long agentFirstResponseTimeInMillis) {}

    /**
     * The metrics of one party.
     *
     * @param participantId the first participant of the party
     * @param conversationAbandon whether it sent no message at all; null while it still can
     * @param numResponses the number of its answers to the other party
     */
    public record ParticipantMetrics(
            String participantId,
            String participantType,
            @Nullable Boolean conversationAbandon,
            int messagesSent,
            int numResponses,
            int messageLengthInChars,
            long totalResponseTimeInMillis,
            long maxResponseTimeInMillis,
            @Nullable Instant lastMessageTimestamp) {}
}
