package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class DescribeContactTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;

    DescribeContactTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
    }

    @Test
    void describesAFreshChat() {
        var id = tenant.start();

        var contact = tenant.describe(id);

        assertThat(contact.id()).isEqualTo(id);
        assertThat(contact.arn())
                .isEqualTo("arn:aws:connect:eu-central-1:123456789012:instance/%s/contact/%s"
                        .formatted(tenant.instance(), id));
        assertThat(contact.channel()).isEqualTo(Channel.CHAT);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(contact.lastUpdateTimestamp()).isEqualTo(contact.initiationTimestamp());
        assertThat(contact.contactAssociationId()).isEqualTo(id);
        assertThat(contact.tags()).containsOnly(Map.entry("aws:connect:instanceId", tenant.instance()));
        // Fields that do not apply are absent, not empty: the first contact of a session has no initial one.
        assertThat(contact.initialContactId()).isNull();
        assertThat(contact.previousContactId()).isNull();
        assertThat(contact.relatedContactId()).isNull();
        assertThat(contact.disconnectTimestamp()).isNull();
        assertThat(contact.connectedToSystemTimestamp()).isNull();
        assertThat(contact.scheduledTimestamp()).isNull();
        assertThat(contact.queueInfo()).isNull();
        assertThat(contact.agentInfo()).isNull();
        assertThat(contact.name()).isNull();
    }

    @Test
    void writesTimesAsSecondsWithMilliseconds() {
        var id = tenant.start();

        var body = raw.get("/contacts/%s/%s".formatted(tenant.instance(), id)).body();

        assertThat(body).containsPattern("\"InitiationTimestamp\":\\d{10}\\.\\d{3}[,}]");
        assertThat(body).doesNotContain("null");
    }

    @Test
    void updatesLastUpdateTimestampWithEveryChange() {
        var id = tenant.start();
        var ongoing = new Runnable[] {
            () -> tenant.connect()
                    .updateContact(
                            r -> r.instanceId(tenant.instance()).contactId(id).name("n")),
            () -> tenant.connect()
                    .updateContactAttributes(r ->
                            r.instanceId(tenant.instance()).initialContactId(id).attributes(Map.of("k", "v"))),
            () -> tenant.connect()
                    .tagContact(
                            r -> r.instanceId(tenant.instance()).contactId(id).tags(Map.of("k", "v"))),
            () -> tenant.connect()
                    .untagContact(
                            r -> r.instanceId(tenant.instance()).contactId(id).tagKeys("k")),
            () -> tenant.stop(id),
        };
        for (var change : ongoing) {
            var before = tenant.describe(id).lastUpdateTimestamp();
            clock.advance(Duration.ofSeconds(1));
            change.run();
            assertThat(tenant.describe(id).lastUpdateTimestamp()).isAfter(before);
        }
        var afterwards = tenant.describe(id).lastUpdateTimestamp();
        assertThat(tenant.describe(id).lastUpdateTimestamp())
                .as("reading changes nothing")
                .isEqualTo(afterwards);
    }

    @Test
    void acceptsArnsWithEncodedSlashesInThePath() {
        var id = tenant.start();
        var arn = tenant.describe(id).arn();

        var contact = tenant.connect()
                .describeContact(request -> request.instanceId(arn.substring(0, arn.indexOf("/contact/")))
                        .contactId(arn))
                .contact();

        assertThat(contact.id()).isEqualTo(id);
    }

    @Test
    void refusesAnArnOfAnotherInstance() {
        var arn = tenant.describe(tenant.start()).arn();
        var other = calls.newTenant();

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> other.describe(arn));
    }

    @Test
    void doesNotFindTheContactOfAnotherInstance() {
        var id = tenant.start();
        var other = calls.newTenant();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> other.describe(id))
                .withMessageContaining(id);
    }

    @Test
    void doesNotFindAnUnknownContact() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.describe(UUID.randomUUID().toString()));
    }

    @Test
    void refusesAMalformedId() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.describe("1-2-3-4-5"))
                .withMessageContaining("ContactId");
    }
}
