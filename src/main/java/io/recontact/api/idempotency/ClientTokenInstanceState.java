package io.recontact.api.idempotency;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Client tokens of an instance, for test controls: after a reset no request gets an id that is gone. */
@Repository
@TestControlsEnabled
@Order(InstanceState.REST)
class ClientTokenInstanceState implements InstanceState {

    private final JdbcClient jdbc;

    ClientTokenInstanceState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void reset(InstanceId instance) {
        jdbc.sql("delete from client_token where scope = :instance")
                .param("instance", instance.value())
                .update();
    }
}
