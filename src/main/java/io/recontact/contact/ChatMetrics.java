package io.recontact.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a chat, as the database function {@code chat_metrics} counts them, in the members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ChatMetrics.html">ChatMetrics</a>.
 *
 * @param agentMetrics of all agents of the contact together; absent as long as there has been none
 */
public record ChatMetrics(
        ChatContactMetrics chatContactMetrics,
        @Nullable ParticipantMetrics agentMetrics,
        @Nullable ParticipantMetrics customerMetrics) {

    /**
     * The contact as a whole.
     *
     * @param conversationCloseTimeInMillis from the last message of the customer to the end
     * @param conversationTurnCount how often somebody has answered the customer, bots included
     * @param agentFirstResponseTimeInMillis from the moment at which the agent accepted
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
     * One party.
     *
     * @param participantId of the first of them
     * @param conversationAbandon whether it has sent no message at all; absent as long as it still may
     * @param numResponses how often it has answered the other party
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
