package io.recontact.chat.transcript;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * A contact of a chat that happened elsewhere.
 *
 * @param sessionId the first contact of the chat
 * @param contactId the contact, which may be the first one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ImportedSession(
        UUID sessionId,
        UUID contactId,
        @JsonSerialize(using = ToStringSerializer.class) Instant startedAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant endedAt) {}
