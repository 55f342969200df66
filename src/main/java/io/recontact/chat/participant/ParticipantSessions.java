package io.recontact.chat.participant;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the session of a participant. It never changes, so a node keeps the latest ones that it has read. */
@Component
public class ParticipantSessions {

    private static final int CAPACITY = 10_000;

    private final ParticipantRepository participants;
    private final Map<ParticipantId, SessionId> cache = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ParticipantId, SessionId> eldest) {
            return size() > CAPACITY;
        }
    });

    ParticipantSessions(ParticipantRepository participants) {
        this.participants = participants;
    }

    /** The session of a participant; empty if the participant does not exist. */
    public Optional<SessionId> find(ParticipantId participant) {
        var cached = cache.get(participant);
        if (cached != null) {
            return Optional.of(cached);
        }
        var found = participants.findSession(participant);
        found.ifPresent(session -> cache.put(participant, session));
        return found;
    }
}
