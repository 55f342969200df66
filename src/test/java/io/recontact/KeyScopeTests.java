package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConfiguredServiceTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AccessDeniedException;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.InstanceSummary;
import software.amazon.awssdk.services.connect.model.SearchContactsResponse;
import software.amazon.awssdk.services.connect.model.StartTaskContactResponse;

/** Access keys with limited permissions. */
@ConfiguredServiceTest
class KeyScopeTests {

    private static final String OWN = ConfiguredServiceTest.FIRST_INSTANCE;

    private final Service.Calls calls;
    private final RawCalls raw;
    private final ConnectClient limited;
    private final ConnectClient reader;

    KeyScopeTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        this.calls = calls;
        this.raw = raw;
        this.limited = Service.client(calls.endpoint(), clock, "ONEINSTANCE", "s1");
        this.reader = Service.client(calls.endpoint(), clock, "READER", "s2");
    }

    @Test
    void limitsAKeyToItsInstance() {
        var own = new Service.Tenant(limited, OWN, calls.existing(OWN).flow());
        var foreign = calls.newTenant();

        assertThat(own.describe(own.start()).id()).isNotNull();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> own.start(chat -> chat.instanceId(foreign.instance())))
                .withMessageContaining(foreign.instance());
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> limited.describeInstance(r -> r.instanceId(foreign.instance())));
        assertThat(limited.listInstances(_ -> {}).instanceSummaryList())
                .extracting(InstanceSummary::id)
                .containsExactly(OWN);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> limited.createInstance(r -> r.identityManagementType("SAML")
                        .instanceAlias("x" + UUID.randomUUID().toString().replace("-", ""))
                        .inboundCallsEnabled(true)
                        .outboundCallsEnabled(true)));
    }

    @Test
    void allowsReadsWithAReadOnlyKey() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        var readers = new Service.Tenant(reader, tenant.instance(), tenant.flow());

        assertThat(readers.describe(contact).id()).isEqualTo(contact);
        assertThat(readers.attributes(contact)).isEmpty();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(readers::start);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> readers.stop(contact));
    }

    @Test
    void limitsImportsToTheInstancesOfAKeyThatMayWrite() {
        var foreign = calls.newTenant();

        assertThat(importInto(OWN, "ONEINSTANCE", "s1")).isEqualTo(200);
        assertThat(importInto(foreign.instance(), "ONEINSTANCE", "s1")).isEqualTo(403);
        assertThat(importInto(OWN, "READER", "s2")).isEqualTo(403);
        var imports = "/admin/v1/instances/%s/imports";
        assertThat(raw.with("READER", "s2").get(imports.formatted(OWN)).statusCode())
                .isEqualTo(200);
        assertThat(raw.with("ONEINSTANCE", "s1")
                        .get(imports.formatted(foreign.instance()))
                        .statusCode())
                .isEqualTo(403);
    }

    private int importInto(String instance, String keyId, String secret) {
        var body = "{}".getBytes(StandardCharsets.UTF_8);
        var request = raw.with(keyId, secret)
                .sign("POST", "/admin/v1/instances/%s/imports".formatted(instance), "application/x-ndjson", body);
        return raw.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build())
                .statusCode();
    }

    @Test
    void limitsListsToTheInstancesOfAKeyAndCreationToKeysThatMayWrite() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        var now = Instant.now();

        for (var foreign : List.<ThrowingCallable>of(
                () -> search(limited, tenant, now),
                () -> limited.listAssociatedContacts(
                        r -> r.instanceId(tenant.instance()).contactId(contact)),
                () -> limited.listContactReferences(
                        r -> r.instanceId(tenant.instance()).contactId(contact).referenceTypesWithStrings("URL")),
                () -> task(limited, tenant),
                () -> limited.createContact(
                        r -> r.instanceId(tenant.instance()).channel("TASK").initiationMethod("API")),
                () -> task(reader, tenant))) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(foreign);
        }
        assertThat(search(reader, tenant, now).contacts())
                .extracting(ContactSearchSummary::id)
                .containsExactly(contact);
    }

    private static SearchContactsResponse search(ConnectClient client, Service.Tenant tenant, Instant now) {
        return client.searchContacts(r -> r.instanceId(tenant.instance())
                .timeRange(range -> range.type("INITIATION_TIMESTAMP")
                        .startTime(now.minusSeconds(3600))
                        .endTime(now.plusSeconds(3600))));
    }

    private static StartTaskContactResponse task(ConnectClient client, Service.Tenant tenant) {
        return client.startTaskContact(r ->
                r.instanceId(tenant.instance()).contactFlowId(tenant.flow()).name("t"));
    }

    @Test
    void namesTheErrorsOfTheFrontEnd() {
        var clock = new MutableClock();
        var unknown = Service.client(calls.endpoint(), clock, "NOBODY", "x");
        var wrongSecret = Service.client(calls.endpoint(), clock, Service.KEY_ID, "x");

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> unknown.listInstances(_ -> {}))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> wrongSecret.listInstances(_ -> {}))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException"));
    }
}
