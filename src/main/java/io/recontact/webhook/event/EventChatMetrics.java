package io.recontact.webhook.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.recontact.api.Iso8601Time;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/** The metrics of a chat: read from the snapshot of the trigger {@code contact_events}, written to events. */
@JsonNaming(LowerCamelCaseStrategy.class)
@JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
record EventChatMetrics(
        ContactMetrics chatContactMetrics,
        @Nullable ParticipantMetrics agentMetrics,
        @Nullable ParticipantMetrics customerMetrics) {

    /** Writes times as texts, as in all events. */
    static final class TimeText extends StdConverter<Instant, String> {

        @Override
        public String convert(Instant time) {
            return Iso8601Time.of(time);
        }
    }

    @JsonNaming(LowerCamelCaseStrategy.class)
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
    record ContactMetrics(
            boolean multiParty,
            int totalMessages,
            int totalBotMessages,
            int totalBotMessageLengthInChars,
            @Nullable Long conversationCloseTimeInMillis,
            int conversationTurnCount,

            @JsonSerialize(converter = TimeText.class) @Nullable Instant agentFirstResponseTimestamp,

            @Nullable Long agentFirstResponseTimeInMillis) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
    record ParticipantMetrics(
            String participantId,
            String participantType,
            @Nullable Boolean conversationAbandon,
            int messagesSent,
            int numResponses,
            int messageLengthInChars,
            long totalResponseTimeInMillis,
            long maxResponseTimeInMillis,

            @JsonSerialize(converter = TimeText.class) @Nullable Instant lastMessageTimestamp) {}
}
