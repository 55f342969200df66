package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.NewInstance;
import io.recontact.testing.ModuleTest;
import io.recontact.testing.UncheckedFlows;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order in which the job deletes, and how it continues after a failure. */
@ModuleTest
@Import({RetentionJobTests.ContactModule.class, UncheckedFlows.class})
class RetentionJobTests {

    private final RetentionJob job;
    private final ContactModule contacts;
    private final InstanceService instances;
    private final JdbcClient jdbc;

    RetentionJobTests(RetentionJob job, ContactModule contacts, InstanceService instances, JdbcClient jdbc) {
        this.job = job;
        this.contacts = contacts;
        this.instances = instances;
        this.jdbc = jdbc;
    }

    /** The module that owns the contacts. It has as many contacts to delete as a test says. */
    static class ContactModule implements ExpiredContacts, EndedSessions, SessionRows {

        private final Queue<UUID> ofInstance = new ArrayDeque<>();
        private final List<String> calls = new ArrayList<>();
        private int expired;
        private boolean isStuck;

        @Override
        public List<SessionPosition> lock(Instant oldestKept, SessionPosition after, int limit) {
            if (isStuck) {
                throw new IllegalStateException("stuck");
            }
            return Stream.generate(() -> new SessionPosition(Instant.EPOCH, UUID.randomUUID()))
                    .limit(Math.min(expired, limit))
                    .toList();
        }

        @Override
        public SessionBatch read(List<SessionPosition> locked, Instant oldestKept) {
            expired -= locked.size();
            var ids = locked.stream().map(SessionPosition::id).toList();
            return new SessionBatch(ids, ids);
        }

        @Override
        public void delete(SessionStatements statements) {
            statements.add("contact", "delete from pg_temp.session_batch where contact_id = any (:contacts)");
        }

        @Override
        public List<DueContact> findDue(Instant oldestKept, SessionPosition after, int limit) {
            return List.of();
        }

        @Override
        public SessionBatch lockOf(InstanceId instance, @Nullable UUID after, int limit) {
            var locked = Stream.ofNullable(ofInstance.poll()).toList();
            calls.add(locked.isEmpty() ? "none left" : "remove");
            return new SessionBatch(locked, locked);
        }

        @Override
        public List<DueContact> findDueOf(InstanceId instance, @Nullable UUID after, int limit) {
            return List.of();
        }

        @Override
        public void closeToStarts(InstanceId instance) {
            calls.add("close");
            ofInstance.add(UUID.randomUUID()); // of a start that was in progress
        }

        @Override
        public Optional<Instant> oldestDue(Instant oldestKept) {
            return Optional.empty();
        }

        @Override
        public long countHeld(Instant oldestKept) {
            return 0;
        }

        @Override
        public boolean exists(InstanceId instance, ContactId contact) {
            return true;
        }

        @Override
        public Optional<UUID> sessionOf(InstanceId instance, ContactId contact) {
            return Optional.empty();
        }

        @Override
        public List<UUID> sessionsOf(InstanceId instance, String customerId, @Nullable UUID after, int limit) {
            return List.of();
        }

        @Override
        public List<UUID> sessionsOf(InstanceId instance, @Nullable UUID after, int limit) {
            return List.of();
        }

        @Override
        public void endAll(InstanceId instance) {}

        @Override
        public SessionBatch lockEnded(List<UUID> sessions) {
            return new SessionBatch(List.of(), List.of());
        }
    }

    @BeforeEach
    void forgetCalls() {
        contacts.calls.clear();
        contacts.ofInstance.clear();
        contacts.isStuck = false;
    }

    private InstanceId deletedInstance() {
        var instance = instances.create(
                new NewInstance(
                        "i" + UUID.randomUUID().toString().replace("-", ""),
                        IdentityManagement.CONNECT_MANAGED,
                        null,
                        true,
                        true,
                        Map.of()),
                null);
        instances.delete(instance, null);
        return instance;
    }

    private long rows(String table, InstanceId instance) {
        return jdbc.sql("select count(*) from " + table + " = :id")
                .param("id", instance.value())
                .query(Long.class)
                .single();
    }

    @Test
    void deletesTheRestWhenContactsCannotBeDeleted() {
        var instance = deletedInstance();
        jdbc.sql("""
                        insert into client_token (scope, operation, token, input, answer, used_at)
                        values (:scope, 'StartChatContact', 'old', '', '{}', '2020-01-01')
                        """).param("scope", instance.value()).update();
        contacts.expired = 1_200;
        contacts.isStuck = true;

        job.run();

        assertThat(rows("client_token where scope", instance)).isZero();
        assertThat(rows("instance where id", instance)).isZero();
        assertThat(contacts.expired).isEqualTo(1_200);
        contacts.isStuck = false;
        job.run();
        assertThat(contacts.expired).isZero();
    }

    @Test
    void deletesTheContactsOfADeletedInstanceBeforeAndAfterItClosesItToStarts() {
        var instance = deletedInstance();
        contacts.ofInstance.add(UUID.randomUUID());
        contacts.ofInstance.add(UUID.randomUUID());

        job.run();

        assertThat(contacts.calls).containsExactly("remove", "remove", "none left", "close", "remove", "none left");
        assertThat(rows("instance where id", instance)).isZero();
    }
}
