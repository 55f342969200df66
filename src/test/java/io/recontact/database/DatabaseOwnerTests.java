package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The rights that managed services give: an ordinary role, which owns its database. */
class DatabaseOwnerTests {

    private final String url = TestDatabase.freshDatabaseUrl();
    private final JdbcClient superuser = JdbcClient.create(
            new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password()));

    @Test
    void areEnoughToMigrateAndToServe() {
        var owner = "owner_" + UUID.randomUUID().toString().substring(0, 8);
        superuser
                .sql("create role %s login nosuperuser nocreatedb nocreaterole password 'owner'".formatted(owner))
                .update();
        superuser
                .sql("alter database %s owner to %s".formatted(url.substring(url.lastIndexOf('/') + 1), owner))
                .update();

        try (var node = Node.on(url, owner, "owner")) {
            var calls = new Service.Calls(node.endpoint(), new MutableClock());
            var chat = calls.newTenant().start(_ -> {});
            var customer = calls.customerOf(chat);
            try (var socket = customer.subscribe()) {
                customer.say("Hello");
                socket.awaitMessage("Hello");
            }
        }
        // PostgreSQL brings this one with each database.
        assertThat(superuser.sql("select extname from pg_extension").query(String.class).list())
                .containsExactly("plpgsql");
        assertThat(superuser
                        .sql("select distinct tableowner from pg_tables where schemaname = 'public'")
                        .query(String.class)
                        .list())
                .containsExactly(owner);
    }
}
