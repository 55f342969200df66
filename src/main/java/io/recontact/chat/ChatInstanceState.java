package io.recontact.chat;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.Timestamps;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Idle timers of the participants of an instance, for test controls. They go with the chats. */
@Repository
@TestControlsEnabled
@Order(InstanceState.REST)
class ChatInstanceState implements InstanceState {

    private final JdbcClient jdbc;

    ChatInstanceState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Count> count(InstanceId instance) {
        return jdbc.sql("""
                        select count(*) as timers, min(timer_due_at) as due
                        from participant join chat_session on chat_session.id = participant.session_id
                        where chat_session.instance_id = :instance and timer_due_at is not null
                        """)
                .param("instance", instance.value())
                .query((row, _) ->
                        List.of(new Count("IdleTimers", row.getLong("timers"), Timestamps.nullableInstant(row, "due"))))
                .single();
    }
}
