package io.recontact.push;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Live delivery.
 *
 * @param wakeUp what carries the wake-ups between nodes
 * @param socketsPerParticipant how many websockets a participant may have open on one node; the oldest are closed
 * @param silence after how long a websocket that was not heard of is closed; clients send a heartbeat every ten seconds
 * @param sendWithin how long a client may take to read a frame
 */
@Validated
@ConfigurationProperties("recontact.delivery")
record PushProperties(
        @DefaultValue("POSTGRES") Carrier wakeUp,
        @DefaultValue("10") @Min(5) int socketsPerParticipant,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("10s") Duration sendWithin) {

    /** What can carry wake-ups. */
    enum Carrier {
        POSTGRES,
        REDIS
    }
}
