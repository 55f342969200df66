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

    private static final String PASSWORD = "a-password";

    private final String url = TestDatabase.freshDatabaseUrl();
    private final String database = url.substring(url.lastIndexOf('/') + 1);
    private final JdbcClient superuser =
            JdbcClient.create(new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password()));
    private final String owner = newRole();

    DatabaseOwnerTests() {
        superuser
                .sql("alter database %s owner to %s".formatted(database, owner))
                .update();
    }

    @Test
    void areEnoughToMigrateAndToServe() {
        try (var node = Node.on(url, owner, PASSWORD)) {
            assertServes(node);
        }
        // PostgreSQL brings this one with each database.
        assertThat(superuser
                        .sql("select extname from pg_extension")
                        .query(String.class)
                        .list())
                .containsExactly("plpgsql");
    }

    /** The statements of docs/hardening.md. */
    @Test
    void canBeDividedBetweenTwoRoles() {
        var service = newRole();
        superuser
                .sql("revoke all on database %s from public".formatted(database))
                .update();
        superuser
                .sql("grant connect, temporary on database %s to %s".formatted(database, service))
                .update();
        superuser.sql("grant usage on schema public to " + service).update();
        superuser.sql("""
                        alter default privileges for role %s in schema public
                            grant select, insert, update, delete on tables to %s
                        """.formatted(owner, service)).update();

        try (var node = Node.on(
                url, service, PASSWORD, "--spring.flyway.user=" + owner, "--spring.flyway.password=" + PASSWORD)) {
            assertServes(node);
        }
    }

    private static void assertServes(Node node) {
        var calls = new Service.Calls(node.endpoint(), new MutableClock());
        var chat = calls.newTenant().start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            customer.say("Hello");
            socket.awaitMessage("Hello");
        }
    }

    private String newRole() {
        var name = "role_" + UUID.randomUUID().toString().substring(0, 8);
        superuser
                .sql("create role %s login nosuperuser nocreatedb nocreaterole password '%s'".formatted(name, PASSWORD))
                .update();
        return name;
    }
}
