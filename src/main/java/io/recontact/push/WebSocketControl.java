package io.recontact.push;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.chat.participant.ParticipantContext;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** Counts and closes the websockets of this node, for test controls. */
@Component
@TestControlsEnabled
@Order(InstanceState.REST)
public class WebSocketControl implements InstanceState {

    private final ParticipantWebSocketHandler sockets;

    WebSocketControl(ParticipantWebSocketHandler sockets) {
        this.sockets = sockets;
    }

    /** Closes the websockets of some participants with the close frame of a node that stops; returns their number. */
    public int close(Predicate<ParticipantContext> which) {
        var chosen = find(which).toList();
        chosen.forEach(connection -> connection.writer().closeAfterwards(CloseStatus.GOING_AWAY));
        return chosen.size();
    }

    @Override
    public List<Count> count(InstanceId instance) {
        return List.of(new Count("WebSockets", find(isIn(instance)).count(), null));
    }

    /** Their chats are gone. */
    @Override
    public void reset(InstanceId instance) {
        find(isIn(instance)).forEach(connection -> connection.writer().closeAfterwards(CloseStatus.NORMAL));
    }

    private static Predicate<ParticipantContext> isIn(InstanceId instance) {
        return participant -> participant.instance().equals(instance);
    }

    private Stream<ClientConnection> find(Predicate<ParticipantContext> which) {
        return sockets.connections().stream()
                .filter(connection -> which.test(connection.writer().participant()));
    }
}
