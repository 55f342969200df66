package io.recontact.push;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of websockets.
 *
 * @param wakeUp what carries notifications between nodes
 * @param socketsPerParticipant the maximum number of websockets of a participant on one node, at least 5; the oldest is
 *     closed when there are more
 * @param silence how long a websocket may be silent before it is closed; clients send a heartbeat every ten seconds
 * @param sendWithin how long a client may take to read a frame before its websocket is closed
 */
@Validated
@ConfigurationProperties("recontact.delivery")
record PushProperties(
        @DefaultValue("POSTGRES") Carrier wakeUp,
        @DefaultValue("10") @Min(5) int socketsPerParticipant,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("10s") Duration sendWithin) {

    /** A carrier of notifications. */
    enum Carrier {
        POSTGRES,
        REDIS
    }
}
