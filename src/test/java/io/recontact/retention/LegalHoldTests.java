package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Legal holds keep sessions from deletion. */
@ServiceTest
class LegalHoldTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final InstanceId instance;
    private final LegalHoldService holds;
    private final ExpiredContacts expired;
    private final RetentionPolicy policy;
    private final RetentionRunRepository runs;
    private final Retention retention;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    LegalHoldTests(
            Service.Calls calls,
            LegalHoldService holds,
            ExpiredContacts expired,
            RetentionPolicy policy,
            RetentionRunRepository runs,
            Retention retention,
            MutableClock clock,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.instance = new InstanceId(UUID.fromString(tenant.instance()));
        this.holds = holds;
        this.expired = expired;
        this.policy = policy;
        this.runs = runs;
        this.retention = retention;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void deleteExpired() {
        retention.runAndForget();
    }

    /** Other test classes count what is held in the shared service. */
    @AfterEach
    void releaseAll() {
        jdbc.sql("update legal_hold set released_at = now() where released_at is null")
                .update();
    }

    private static ContactId id(String contact) {
        return new ContactId(UUID.fromString(contact));
    }

    private boolean exists(String contact) {
        return expired.exists(instance, id(contact));
    }

    private String expiredChat() {
        var contact = tenant.startAndStop();
        retention.expire(contact);
        return contact;
    }

    private String expiredChatOf(String customer) {
        var contact = tenant.start(chat -> chat.customerId(customer)).contactId();
        tenant.stop(contact);
        retention.expire(contact);
        return contact;
    }

    private long held() {
        return expired.countHeld(policy.windowAt(clock.instant()).oldestKept());
    }

    @Test
    void keepTheSessionOfAContactUntilTheyAreReleased() {
        var before = held();
        var held = expiredChat();
        var other = expiredChat();
        var hold = holds.placeOnContact(instance, id(held), "Case 4711");

        retention.run();

        assertThat(exists(held)).isTrue();
        assertThat(exists(other)).isFalse();
        assertThat(runs.newest(1).getFirst().heldSessions()).isEqualTo(before + 1);
        assertThatExceptionOfType(software.amazon.awssdk.services.connect.model.ResourceNotFoundException.class)
                .as("callers see no more of it")
                .isThrownBy(() -> tenant.describe(held));
        var released = holds.release(instance, hold.id(), "Case 4711 is closed");
        assertThat(released.releasedAt()).isPresent();
        retention.run();
        assertThat(exists(held)).isFalse();
        assertThat(holds.page(instance, null, 10)).singleElement().satisfies(kept -> {
            assertThat(kept.contact()).contains(id(held));
            assertThat(kept.reason()).isEqualTo("Case 4711");
            assertThat(kept.releaseReason()).contains("Case 4711 is closed");
        });
    }

    @Test
    void onALaterContactKeepTheWholeSession() {
        var first = expiredChat();
        var later = UUID.randomUUID();
        jdbc.sql("""
                        insert into contact (id, instance_id, initial_contact_id, previous_contact_id, association_id,
                            channel, initiation_method, initiated_at, disconnected_at, last_updated_at, expires_at)
                        select :id, instance_id, id, id, association_id, channel, 'TRANSFER', initiated_at,
                               initiated_at, initiated_at, initiated_at
                        from contact where id = :first
                        """).param("id", later).param("first", UUID.fromString(first)).update();
        var hold = holds.placeOnContact(instance, new ContactId(later), "Case 12");

        retention.run();

        assertThat(exists(first)).isTrue();
        assertThat(exists(later.toString())).isTrue();
        holds.release(instance, hold.id(), "Closed");
    }

    @Test
    void onACustomerKeepAllSessions() {
        var ada = expiredChatOf("ada");
        var bob = expiredChatOf("bob");
        var hold = holds.placeOnCustomer(instance, "ada", "Case 13");
        var lateAda = expiredChatOf("ada");

        retention.run();

        assertThat(exists(ada)).isTrue();
        assertThat(exists(lateAda)).isTrue();
        assertThat(exists(bob)).isFalse();
        holds.release(instance, hold.id(), "Closed");
        retention.run();
        assertThat(exists(ada)).isFalse();
        assertThat(exists(lateAda)).isFalse();
    }

    @Test
    void ofAnotherInstanceKeepNothing() {
        var mine = expiredChatOf("carol");
        var other = new InstanceId(UUID.fromString(calls.newTenant().instance()));
        holds.placeOnCustomer(other, "carol", "Case 14");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> holds.placeOnContact(other, id(mine), "Case 15"));

        retention.run();

        assertThat(exists(mine)).isFalse();
        assertThat(holds.page(other, null, 10)).hasSize(1);
    }

    @Test
    void keepADeletedInstance() {
        var doomed = calls.newTenant();
        var contact = doomed.startAndStop();
        var id = new InstanceId(UUID.fromString(doomed.instance()));
        var hold = holds.placeOnContact(id, id(contact), "Case 16");
        doomed.connect().deleteInstance(r -> r.instanceId(doomed.instance()));

        retention.run();

        assertThat(expired.exists(id, id(contact))).isTrue();
        holds.release(id, hold.id(), "Closed");
        retention.run();
        assertThat(expired.exists(id, id(contact))).isFalse();
        assertThat(holds.page(id, null, 10)).isEmpty();
    }

    @Test
    void refuseWhatIsNotThere() {
        var unknown = new ContactId(UUID.randomUUID());
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> holds.placeOnContact(instance, unknown, "Case 17"))
                .withMessageContaining(unknown.toString());
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> holds.placeOnCustomer(new InstanceId(UUID.randomUUID()), "ada", "Case 17"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> holds.release(instance, UUID.randomUUID(), "Closed"));
        var hold = holds.placeOnCustomer(instance, "dora", "Case 18");
        holds.release(instance, hold.id(), "Closed");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> holds.release(instance, hold.id(), "Closed again"));
        assertThat(holds.page(instance, null, 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b"})
    void refuseAReasonThatSaysNothing(String reason) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> holds.placeOnCustomer(instance, "ada", reason))
                .withMessageContaining("Reason");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> holds.placeOnCustomer(instance, "x".repeat(129), "Case 19"))
                .withMessageContaining("CustomerId");
        assertThat(holds.page(instance, null, 10)).isEmpty();
    }

    @Test
    void areNeverPlacedOnWhatIsBeingDeleted() {
        for (int i = 0; i < 12; i++) {
            var contact = expiredChat();
            var placed = ConcurrentCalls.run(2, thread -> {
                if (thread == 0) {
                    retention.run();
                    return false;
                }
                try {
                    holds.placeOnContact(instance, id(contact), "Case " + contact);
                    return true;
                } catch (ResourceNotFoundException _) {
                    return false;
                }
            });
            assertThat(exists(contact)).isEqualTo(placed.get(1));
        }
    }
}
