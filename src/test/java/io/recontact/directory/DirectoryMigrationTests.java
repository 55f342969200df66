package io.recontact.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** V012__directory.sql, run over a database that has been in use. */
class DirectoryMigrationTests {

    private final DriverManagerDataSource database = new DriverManagerDataSource(
            TestDatabase.freshDatabaseUrl(), TestDatabase.username(), TestDatabase.password());

    private final JdbcClient jdbc = JdbcClient.create(database);

    private FluentConfiguration migrations() {
        return Flyway.configure().dataSource(database).locations("classpath:db/migration");
    }

    private UUID insertInstance() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into instance (
                            id, alias, identity_management_type, inbound_calls_enabled, outbound_calls_enabled, tags,
                            created_at)
                        values (:id, :alias, 'CONNECT_MANAGED', true, true, '{}', now())
                        """).param("id", id).param("alias", "i" + id).update();
        return id;
    }

    private UUID insertFlow(UUID instance, String name, String published) {
        var id = UUID.fromString(
                "01999999-0000-7000-8000-" + UUID.randomUUID().toString().substring(24));
        jdbc.sql("""
                        insert into contact_flow (
                            id, instance_id, name, type, state, saved_content, published_content, tags, last_modified_at,
                            version)
                        values (:id, :instance, :name, 'CONTACT_FLOW', 'ACTIVE', 'draft', nullif(:published, ''), '{}',
                                now(), 0)
                        """)
                .param("id", id)
                .param("instance", instance)
                .param("name", name)
                .param("published", published)
                .update();
        return id;
    }

    private List<@Nullable String> names(String table, UUID instance) {
        return jdbc.sql("select name from %s where instance_id = :instance order by id".formatted(table))
                .param("instance", instance)
                .query(String.class)
                .list();
    }

    @Test
    void keepsWhatRunsAndAddsWhatNewInstancesBeginWith() {
        migrations().target("11").load().migrate();
        var instance = insertInstance();
        var published = insertFlow(instance, "Default flow", "what runs");
        var draft = insertFlow(instance, "Only a draft", "");

        migrations().target("12").load().migrate();

        assertThat(jdbc.sql("""
                                select publication.content
                                from contact_flow flow join flow_publication publication
                                    on publication.id = flow.publication_id and publication.flow_id = flow.id
                                where flow.id = :id
                                """).param("id", published).query(String.class).single())
                .isEqualTo("what runs");
        assertThat(jdbc.sql("select publication_id is null from contact_flow where id = :id")
                        .param("id", draft)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(names("contact_flow", instance)).containsExactlyInAnyOrder("Default flow", "Only a draft");
        assertThat(names("hours_of_operation", instance)).containsExactly("Basic Hours");
        assertThat(names("queue", instance)).containsExactly("BasicQueue");
        assertThat(names("routing_profile", instance)).containsExactly("Basic Routing Profile");
        assertThat(names("security_profile", instance))
                .containsExactlyInAnyOrder("Admin", "Agent", "CallCenterManager", "QualityAnalyst");
        assertThat(names("agent_status", instance)).containsExactlyInAnyOrder("Available", "Offline");
    }
}
