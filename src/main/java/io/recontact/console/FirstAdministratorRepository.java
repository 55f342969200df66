package io.recontact.console;

import io.recontact.api.InstanceId;
import io.recontact.configuration.UserId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers which user a first start has created. Plain JDBC: the unique row decides between nodes. */
@Repository
@ConsoleEnabled
class FirstAdministratorRepository {

    private final JdbcClient jdbc;

    FirstAdministratorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Created(InstanceId instance, UserId user) {}

    Optional<Created> find() {
        return jdbc.sql("select instance_id, user_id from first_administrator")
                .query((row, _) -> new Created(
                        new InstanceId(row.getObject("instance_id", UUID.class)),
                        new UserId(row.getObject("user_id", UUID.class))))
                .optional();
    }

    /** Makes nodes that start at once take turns. The lock ends with the transaction. */
    void lock() {
        jdbc.sql("lock table first_administrator in exclusive mode").update();
    }

    void insert(InstanceId instance, UserId user) {
        jdbc.sql("insert into first_administrator (id, instance_id, user_id) values (1, :instance, :user)")
                .param("instance", instance.value())
                .param("user", user.value())
                .update();
    }
}
