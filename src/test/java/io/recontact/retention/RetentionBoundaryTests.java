package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** The end of the retention period at each API, with a stopped clock, in a zone that changes to summer time. */
@ServiceTest
class RetentionBoundaryTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final Retention retention;
    private final ExpiredContacts expired;
    private final MutableClock clock;
    private final TimeZone zone = TimeZone.getDefault();

    RetentionBoundaryTests(Service.Calls calls, Retention retention, ExpiredContacts expired, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.retention = retention;
        this.expired = expired;
        this.clock = clock;
    }

    @BeforeEach
    void liveInBerlin() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    }

    @AfterEach
    void returnHome() {
        TimeZone.setDefault(zone);
        clock.reset();
    }

    private List<String> found(Instant initiated) {
        return tenant
                .connect()
                .searchContacts(r -> r.instanceId(tenant.instance())
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(initiated.minusSeconds(60))
                                .endTime(initiated.plusSeconds(60))))
                .contacts()
                .stream()
                .map(ContactSearchSummary::id)
                .toList();
    }

    private static List<String> contents(Participant customer) {
        return customer.everything().stream().map(Item::content).toList();
    }

    @ParameterizedTest
    @CsvSource({
        // a month boundary
        "2025-01-31T23:59:59.999Z, 2027-01-31T23:59:59.999Z",
        "2025-04-01T00:00:00Z,     2027-04-01T00:00:00Z",
        // before a leap day, and on it
        "2026-02-28T23:00:00Z,     2028-02-28T23:00:00Z",
        "2026-02-28T23:59:59.999Z, 2028-02-28T23:59:59.999Z",
        "2028-02-29T12:00:00Z,     2030-03-01T00:00:00Z",
        // the hour that Berlin skips, the one that it has twice, and the days around them
        "2025-03-30T01:30:00Z,     2027-03-30T01:30:00Z",
        "2025-03-28T01:30:00Z,     2027-03-28T01:30:00Z",
        "2025-10-26T00:30:00Z,     2027-10-26T00:30:00Z",
        "2025-10-31T01:30:00Z,     2027-10-31T01:30:00Z",
    })
    void holdsToTheMillisecondAtEachApi(Instant initiated, Instant end) {
        var old = tenant.start(chat ->
                        chat.initialMessage(m -> m.contentType("text/plain").content("before")))
                .contactId();
        tenant.stop(old);
        retention.initiate(old, initiated);
        clock.stopAt(end.minusMillis(1));

        assertThat(tenant.describe(old).id()).isEqualTo(old);
        assertThat(tenant.attributes(old)).isEmpty();
        assertThat(found(initiated)).containsExactly(old);
        var resumed = tenant.start(chat -> chat.persistentChat(
                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(old)));
        var customer = calls.customerOf(resumed);
        assertThat(contents(customer)).contains("before");
        retention.run();
        assertThat(tenant.describe(old).id()).isEqualTo(old);

        clock.stopAt(end);

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.describe(old));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.attributes(old));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.stop(old));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.persistentChat(
                        p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(old))));
        assertThat(found(initiated)).isEmpty();
        assertThat(contents(customer)).doesNotContain("before");
        assertThat(expired.findDue(end, SessionPosition.START, 100_000))
                .extracting(due -> due.id().toString())
                .contains(old);
        retention.run();
        assertThat(expired.findDue(end, SessionPosition.START, 100_000))
                .extracting(due -> due.id().toString())
                .doesNotContain(old);
        assertThat(tenant.describe(resumed.contactId()).id()).isEqualTo(resumed.contactId());
        assertThat(contents(customer)).doesNotContain("before");
    }
}
