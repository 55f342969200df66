package io.recontact.push;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of websockets.
 *
 * @param wakeUp what carries notifications between nodes
 * @param socketsPerParticipant the maximum number of websockets of a participant on one node, at least 5; the oldest is
 *     closed when there are more
 * @param silence how long a websocket may be silent before it is closed; clients send a heartbeat every ten seconds
 * @param sendWithin how long a client may take to read a frame before its websocket is closed
 * @param pollEvery how often a node looks for items that no notification announced; positive
 * @param sweepEvery how often a node looks for silent websockets; positive
 */
@ConfigurationProperties("recontact.delivery")
record PushProperties(
        @DefaultValue("POSTGRES") Carrier wakeUp,
        @DefaultValue("10") int socketsPerParticipant,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("10s") Duration sendWithin,
        @DefaultValue("5s") Duration pollEvery,
        @DefaultValue("10s") Duration sweepEvery) {

    /** A page reconnects before its old websocket is known to be gone. */
    private static final int MIN_SOCKETS = 5;

    PushProperties {
        if (socketsPerParticipant < MIN_SOCKETS) {
            throw new IllegalArgumentException(
                    "recontact.delivery.sockets-per-participant must be at least " + MIN_SOCKETS);
        }
        SettingBounds.requirePositive("recontact.delivery.silence", silence);
        SettingBounds.requirePositive("recontact.delivery.send-within", sendWithin);
        SettingBounds.requirePositive("recontact.delivery.poll-every", pollEvery);
        SettingBounds.requirePositive("recontact.delivery.sweep-every", sweepEvery);
    }

    /** A carrier of notifications. */
    enum Carrier {
        POSTGRES,
        REDIS
    }
}
