package io.recontact.chat.participant;

import io.recontact.api.SessionId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the names that the customers of chats have given themselves. */
@Component
public class CustomerNames {

    private final ParticipantRepository participants;

    CustomerNames(ParticipantRepository participants) {
        this.participants = participants;
    }

    /** Returns the display names by session, without sessions that have no customer. */
    public Map<SessionId, String> find(Collection<SessionId> sessions) {
        return participants
                .findCustomers(sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .stream()
                .collect(Collectors.toMap(
                        name -> new SessionId(name.getSessionId()),
                        ParticipantRepository.CustomerName::getDisplayName,
                        (first, _) -> first));
    }
}
