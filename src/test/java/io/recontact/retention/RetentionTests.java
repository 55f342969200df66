package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/**
 * "Contact information remains available in Amazon Connect for 24 months, and then it is deleted. Only data from
 * November 12, 2021, and later is returned by this API." (DescribeContact)
 */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class RetentionTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final MutableClock clock;
    private final RetentionJob job;
    private final RetentionBatches batches;
    private final RetentionRunRepository runs;
    private final Retention retention;
    private final MeterRegistry meters;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    RetentionTests(
            Service.Calls calls,
            MutableClock clock,
            RetentionJob job,
            RetentionBatches batches,
            RetentionRunRepository runs,
            Retention retention,
            MeterRegistry meters,
            TransactionTemplate transactions,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.clock = clock;
        this.job = job;
        this.batches = batches;
        this.runs = runs;
        this.retention = retention;
        this.meters = meters;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private Instant monthsAgo(int months) {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusMonths(months)
                .toInstant();
    }

    private void assertForgotten(String contact) {
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.describe(contact));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.attributes(contact));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.stop(contact));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactAttributes(r -> r.instanceId(tenant.instance())
                                .initialContactId(contact)
                                .attributes(Map.of("a", "b"))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.connect()
                        .tagContact(r -> r.instanceId(tenant.instance())
                                .contactId(contact)
                                .tags(Map.of("a", "b"))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.persistentChat(
                        p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(contact))));
    }

    @Test
    void hidesAContactAfterTwentyFourMonthsBeforeTheJobHasRun() {
        var id = tenant.startAndStop();
        retention.initiate(id, monthsAgo(24).plusSeconds(60));
        assertThat(tenant.describe(id).id()).isEqualTo(id);

        clock.advance(Duration.ofSeconds(60));

        assertForgotten(id);
        assertThat(rows(id)).as("not deleted yet").isOne();
    }

    @Test
    void deletesTheRowsOfExpiredContacts(CapturedOutput output) {
        job.run(); // deletes what other test classes have left in the shared service
        var old = tenant.start(chat ->
                        chat.initialMessage(m -> m.contentType("text/plain").content("long ago")))
                .contactId();
        tenant.stop(old);
        var young = tenant.startAndStop();
        retention.initiate(old, monthsAgo(25));
        retention.initiate(young, monthsAgo(23));
        var before = meters.counter("recontact.retention.deleted").count();
        assertThat(job.lag()).isGreaterThan(Duration.ofDays(27));

        job.run();

        assertThat(rows(old)).isZero();
        assertThat(rows(young)).isOne();
        for (var table : new String[] {
            "chat_session where id", "participant where session_id", "transcript_item where session_id"
        }) {
            assertThat(jdbc.sql("select count(*) from %s = :id".formatted(table))
                            .param("id", UUID.fromString(old))
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(meters.counter("recontact.retention.deleted").count()).isEqualTo(before + 1);
        assertThat(job.lag()).isZero();
        assertThat(output).containsPattern("Retention removed 1 contacts");
        assertThat(tenant.describe(young).id()).isEqualTo(young);
    }

    @Test
    void keepsAllItemsOfASessionWithARetainedContact() {
        var c1 = tenant.start(chat -> chat.attributes(Map.of("k", "v"))).contactId();
        tenant.stop(c1);
        var c2 = UUID.randomUUID();
        jdbc.sql("""
                        insert into contact (id, instance_id, initial_contact_id, previous_contact_id, association_id,
                            channel, initiation_method, initiated_at, disconnected_at, last_updated_at, expires_at)
                        select :id, instance_id, id, id, association_id, channel, 'TRANSFER', :at, :at, :at, :at
                        from contact where id = :first
                        """)
                .param("id", c2)
                .param("first", UUID.fromString(c1))
                .param("at", monthsAgo(24).plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
        retention.initiate(c1, monthsAgo(24).minus(Duration.ofDays(1)));

        job.run();

        assertForgotten(c1);
        assertThat(tenant.describe(c2.toString()).attributes()).containsEntry("k", "v");
        clock.advance(Duration.ofDays(2));
        job.run();
        assertThat(rows(c1) + rows(c2.toString())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void allowsMoreTimeForASingleSession(int batch, boolean unlimited) {
        var limits = transactions.execute(_ -> {
            batches.deleteExpired(newRun(), SessionPosition.START, batch);
            return jdbc.sql("show statement_timeout").query(String.class).single();
        });

        assertThat("0".equals(limits)).isEqualTo(unlimited);
    }

    @Test
    void letsManyJobsRunAtOnce() {
        job.run(); // deletes what other test classes have left in the shared service
        for (int i = 0; i < 40; i++) {
            retention.initiate(tenant.startAndStop(), monthsAgo(30).plusSeconds(i));
        }

        var removed = ConcurrentCalls.run(6, _ -> {
            var run = newRun();
            var position = SessionPosition.START;
            int mine = 0;
            while (position != null) {
                var batch = batches.deleteExpired(run, position, 3);
                mine += batch.rows().getOrDefault("contact", 0);
                position = batch.last();
            }
            return mine;
        });

        assertThat(removed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        assertThat(contactsOf(tenant.instance())).isZero();
    }

    private RetentionRun newRun() {
        var now = clock.instant();
        var run = new RetentionRun(UUID.randomUUID(), "test", now, now, null, monthsAgo(24), Map.of(), null, 0, null);
        runs.insert(run);
        return run;
    }

    @Test
    void deletesTheRowsOfADeletedInstance() {
        var other = calls.newTenant();
        other.startAndStop();
        other.start();
        createUser(other);
        other.connect()
                .createContactFlowVersion(r -> r.instanceId(other.instance()).contactFlowId(other.flow()));
        other.connect().deleteInstance(r -> r.instanceId(other.instance()));
        var kept = tenant.startAndStop();

        job.run();

        assertThat(contactsOf(other.instance())).isZero();
        for (var table : new String[] {
            "instance where id",
            "contact_flow where instance_id",
            "publication where instance_id",
            "resource_version where instance_id",
            "chat_slot where instance_id",
            "hours_of_operation where instance_id",
            "queue where instance_id",
            "routing_profile where instance_id",
            "security_profile where instance_id",
            "agent_status where instance_id",
            "agent_user where instance_id",
        }) {
            assertThat(jdbc.sql("select count(*) from %s = :id".formatted(table))
                            .param("id", UUID.fromString(other.instance()))
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(rows(kept)).isOne();
    }

    private static void createUser(Service.Tenant owner) {
        var instance = owner.instance();
        var connect = owner.connect();
        var profile = connect.listRoutingProfiles(r -> r.instanceId(instance))
                .routingProfileSummaryList()
                .getFirst();
        var security = connect.listSecurityProfiles(r -> r.instanceId(instance))
                .securityProfileSummaryList()
                .getFirst();
        connect.createUser(r -> r.instanceId(instance)
                .username("grace")
                .password("Correct4Horse")
                .identityInfo(identity -> identity.firstName("Grace").lastName("Hopper"))
                .routingProfileId(profile.id())
                .securityProfileIds(security.id()));
    }

    private long rows(String contact) {
        return jdbc.sql("select count(*) from contact where id = :id")
                .param("id", UUID.fromString(contact))
                .query(Long.class)
                .single();
    }

    private long contactsOf(String instance) {
        return jdbc.sql("select count(*) from contact where instance_id = :id")
                .param("id", UUID.fromString(instance))
                .query(Long.class)
                .single();
    }

    @Test
    void deletesTheRestWhenOneSessionCannotBeDeleted() {
        var stuck = tenant.startAndStop();
        retention.initiate(stuck, monthsAgo(25));
        var other = calls.newTenant();
        other.start();
        other.connect().deleteInstance(r -> r.instanceId(other.instance()));
        jdbc.sql("""
                        insert into client_token (scope, operation, token, input, answer, used_at)
                        values (:scope, 'StartChatContact', 'old', '', '{}', '2020-01-01')
                        """).param("scope", UUID.fromString(tenant.instance())).update();
        jdbc.sql("""
                        create function refuse() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$;
                        create trigger refuse before delete on contact
                            for each row when (old.id = '%s') execute function refuse()
                        """.formatted(stuck)).update();
        try {
            job.run();
        } finally {
            jdbc.sql("drop function refuse cascade").update();
        }

        assertThat(rows(stuck)).isOne();
        assertThat(contactsOf(other.instance())).isZero();
        assertThat(jdbc.sql("select count(*) from client_token where scope = :scope and token = 'old'")
                        .param("scope", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
        job.run();
        assertThat(rows(stuck)).isZero();
    }
}
