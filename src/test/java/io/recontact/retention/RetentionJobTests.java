package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceId;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.NewInstance;
import io.recontact.testing.ModuleTest;
import io.recontact.testing.UncheckedFlows;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
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
    static class ContactModule implements ExpiredContacts {

        private final Queue<UUID> ofInstance = new ArrayDeque<>();
        private final List<String> calls = new ArrayList<>();
        private int expired;
        private boolean isStuck;

        @Override
        public int removeSome(int batch) {
            if (isStuck) {
                throw new IllegalStateException("stuck");
            }
            var removed = Math.min(expired, batch);
            expired -= removed;
            return removed;
        }

        @Override
        public Duration lag() {
            return Duration.ZERO;
        }

        @Override
        public Optional<UUID> removeSomeOf(InstanceId instance, @Nullable UUID after, int batch) {
            var removed = Optional.ofNullable(ofInstance.poll());
            calls.add(removed.isPresent() ? "remove" : "none left");
            return removed;
        }

        @Override
        public void closeToStarts(InstanceId instance) {
            calls.add("close");
            ofInstance.add(UUID.randomUUID()); // of a start that was in progress
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
