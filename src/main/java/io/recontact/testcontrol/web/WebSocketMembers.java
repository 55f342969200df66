package io.recontact.testcontrol.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.recontact.chat.participant.ParticipantContext;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The members of the operations on websockets. */
interface WebSocketMembers {

    record CloseRequest(
            @Nullable UUID instanceId,
            @Nullable UUID contactId,
            @Nullable UUID participantId,
            @Nullable Boolean closeFrame,
            @JsonAnySetter @Nullable Map<String, Object> unknown) {

        public CloseRequest {
            Members.requireKnown(unknown);
        }

        /** The contact is the one at the time of the handshake, or the first one of the chat. */
        Predicate<ParticipantContext> which() {
            return participant -> (instanceId == null
                            || instanceId.equals(participant.instance().value()))
                    && (contactId == null
                            || contactId.equals(participant.contact().value())
                            || contactId.equals(participant.session().value()))
                    && (participantId == null
                            || participantId.equals(participant.participant().value()));
        }
    }

    record CloseResponse(int closed) {}
}
