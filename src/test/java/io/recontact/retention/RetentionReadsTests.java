package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;

/** Callers notice nothing of a deletion that runs beside them, on two nodes at once. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes lists of consumers as varargs
class RetentionReadsTests {

    private static final int EXPIRED = 3_000;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final Retention retention;
    private final RetentionBatches batches;
    private final RetentionRunRepository runs;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String queue;

    RetentionReadsTests(
            Service.Calls calls,
            Retention retention,
            RetentionBatches batches,
            RetentionRunRepository runs,
            JdbcClient jdbc,
            Clock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.queue = tenant.newQueue("Questions", 10);
        this.retention = retention;
        this.batches = batches;
        this.runs = runs;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private Instant monthsAgo(int months) {
        return clock.instant().atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
    }

    /** Deletes in small batches, so that it lasts; returns the number of contacts. */
    private int delete() {
        var now = clock.instant();
        var run = new RetentionRun(UUID.randomUUID(), "test", now, now, null, monthsAgo(24), Map.of(), null, 0, null);
        runs.insert(run);
        var deleted = 0;
        var position = SessionPosition.START;
        while (position != null) {
            var batch = batches.deleteExpired(run, position, 20);
            deleted += batch.rows().getOrDefault("contact", 0);
            position = batch.last();
        }
        return deleted;
    }

    private void read(String kept, Participant customer, List<String> going) {
        assertThat(tenant.describe(kept).id()).isEqualTo(kept);
        assertThat(customer.everything()).isNotEmpty();
        var month = clock.instant().minus(700, ChronoUnit.DAYS);
        tenant.connect()
                .searchContacts(r -> r.instanceId(tenant.instance())
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(month.minus(40, ChronoUnit.DAYS))
                                .endTime(month)));
        tenant.connect()
                .getMetricDataV2(
                        r -> r.resourceArn("arn:aws:connect:us-east-1:123456789012:instance/" + tenant.instance())
                                .startTime(clock.instant().minus(1, ChronoUnit.DAYS))
                                .endTime(clock.instant())
                                .filters(f -> f.filterKey("QUEUE").filterValues(queue))
                                .metrics(m -> m.name("CONTACTS_CREATED")));
        for (var contact : going) {
            try {
                tenant.describe(contact);
                throw new AssertionError("An expired contact was returned");
            } catch (ResourceNotFoundException _) {
                // expected before, during and after the deletion
            }
        }
    }

    @Test
    void seeNoError() {
        retention.run(); // deletes what other test classes have left in the shared service
        var past = tenant.start(chat ->
                        chat.initialMessage(m -> m.contentType("text/plain").content("before")))
                .contactId();
        tenant.stop(past);
        var kept = tenant.start(chat -> chat.persistentChat(
                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(past)));
        var customer = calls.customerOf(kept);
        customer.say("hello");
        retention.expire(past);
        retention.fill(tenant.instance(), EXPIRED, monthsAgo(25));
        List<String> going = jdbc.sql("select id from contact where instance_id = :instance and id <> :kept limit 3")
                .param("instance", UUID.fromString(tenant.instance()))
                .param("kept", UUID.fromString(kept.contactId()))
                .query((row, _) -> row.getString("id"))
                .list();
        var isOver = new AtomicBoolean();
        var deleting = new AtomicInteger(2);

        var counts = ConcurrentCalls.run(5, thread -> {
            if (thread < 2) {
                try {
                    return delete();
                } finally {
                    isOver.set(deleting.decrementAndGet() == 0);
                }
            }
            var reads = new ArrayList<Integer>();
            do {
                read(kept.contactId(), customer, going);
                if (thread == 4) {
                    customer.say("still here");
                }
                reads.add(1);
            } while (!isOver.get());
            return reads.size();
        });

        assertThat(counts.get(0) + counts.get(1)).as("each contact once").isEqualTo(EXPIRED + 1);
        assertThat(counts.subList(2, 5)).allSatisfy(reads -> assertThat(reads).isPositive());
        read(kept.contactId(), customer, going);
    }
}
