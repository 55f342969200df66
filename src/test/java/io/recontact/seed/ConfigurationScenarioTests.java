package io.recontact.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CurrentMetricName;
import software.amazon.awssdk.services.connect.model.InstanceSummary;
import software.amazon.awssdk.services.connect.model.QueueStatus;
import software.amazon.awssdk.services.connect.model.QueueType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** An instance is declared, changed, measured and destroyed while chats run through it. No chat breaks. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes consumers as varargs
class ConfigurationScenarioTests {

    @SuppressWarnings("InlineFormatString") // the text is longer than the method that uses it
    private static final String SEED = """
            Instances:
              - InstanceAlias: %s
                IdentityManagementType: SAML
                InboundCallsEnabled: true
                OutboundCallsEnabled: true
                HoursOfOperations:
                  - Name: Always
                    TimeZone: UTC
                    Config: [{Day: MONDAY, StartTime: {Hours: 0, Minutes: 0}, EndTime: {Hours: 23, Minutes: 59}}]
                Queues:
                  - {Name: Orders, HoursOfOperationId: Always, Description: %s}
                RoutingProfiles:
                  - Name: Orders
                    Description: Chats about orders
                    DefaultOutboundQueueId: Orders
                    MediaConcurrencies: [{Channel: CHAT, Concurrency: 2}]
                    QueueConfigs: [{QueueReference: {QueueId: Orders, Channel: CHAT}, Priority: 1, Delay: 0}]
                SecurityProfiles:
                  - {SecurityProfileName: Order agents}
                Users:
                  - {Username: grace, IdentityInfo: {FirstName: Grace, LastName: Hopper},
                     PhoneConfig: {PhoneType: SOFT_PHONE}, RoutingProfileId: Orders, SecurityProfileIds: [Order agents]}
                  - {Username: alan, IdentityInfo: {FirstName: Alan, LastName: Turing},
                     PhoneConfig: {PhoneType: SOFT_PHONE}, RoutingProfileId: Orders, SecurityProfileIds: [Order agents]}
            """;

    private final SeedApplier applier;
    private final Service.Calls calls;
    private final ConnectClient connect;
    private final RawCalls raw;
    private final QueuedChats waiting;
    private final String alias = "story-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    ConfigurationScenarioTests(SeedApplier applier, Service.Calls calls, RawCalls raw, QueuedChats waiting) {
        this.applier = applier;
        this.calls = calls;
        this.connect = calls.connect();
        this.raw = raw;
        this.waiting = waiting;
    }

    private int declare(String description) throws IOException {
        var file = Files.writeString(folder.resolve("seed.yaml"), SEED.formatted(alias, description));
        return applier.apply(SeedReader.read(file));
    }

    private Service.Tenant declared() {
        return calls.existing(connect.listInstancesPaginator(_ -> {}).instanceSummaryList().stream()
                .filter(found -> alias.equals(found.instanceAlias()))
                .map(InstanceSummary::id)
                .findFirst()
                .orElseThrow());
    }

    private static String queue(Service.Tenant tenant) {
        return tenant
                .connect()
                .listQueues(r -> r.instanceId(tenant.instance()).queueTypes(QueueType.STANDARD))
                .queueSummaryList()
                .stream()
                .filter(queue -> queue.name().equals("Orders"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private AgentClient agent(Service.Tenant tenant, String username) {
        var user = connect.listUsers(r -> r.instanceId(tenant.instance())).userSummaryList().stream()
                .filter(found -> found.username().equals(username))
                .findFirst()
                .orElseThrow()
                .id();
        return new AgentClient(tenant, raw, user);
    }

    private double inQueue(Service.Tenant tenant, String queue) {
        return connect
                .getCurrentMetricData(r -> r.instanceId(tenant.instance())
                        .filters(f -> f.queues(queue))
                        .currentMetrics(m -> m.name(CurrentMetricName.CONTACTS_IN_QUEUE)))
                .metricResults()
                .stream()
                .flatMap(result -> result.collections().stream())
                .mapToDouble(data -> data.value())
                .sum();
    }

    @Test
    void chatsOutliveTheChangesOfTheirInstance() throws IOException {
        assertThat(declare("Parcels")).isPositive();
        assertThat(declare("Parcels")).isZero();
        var tenant = declared();
        var instance = tenant.instance();
        var queue = queue(tenant);
        var grace = agent(tenant, "grace").available();
        var accepted = waiting.in(tenant, queue);
        assertThat(grace.acceptNext()).isEqualTo(accepted.contact());
        grace.status("Offline");
        var waits = waiting.in(tenant, queue);

        // Changed: renamed, closed to new contacts, and declared again in other words.
        connect.updateQueueStatus(r -> r.instanceId(instance).queueId(queue).status(QueueStatus.DISABLED));
        assertThat(declare("Parcels and letters")).isPositive();
        connect.updateQueueName(r -> r.instanceId(instance).queueId(queue).name("Parcels"));
        assertThat(connect.describeQueue(r -> r.instanceId(instance).queueId(queue))
                        .queue()
                        .description())
                .isEqualTo("Parcels and letters");
        accepted.customer().say("Are you still there?");
        waits.customer().say("Is it my turn?");

        // Measured: one contact waits. The queue cannot be deleted.
        Awaitility.await().until(() -> inQueue(tenant, queue) == 1);
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(
                        () -> connect.deleteQueue(r -> r.instanceId(instance).queueId(queue)))
                .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(409));

        // The contact that waited before goes to the next agent; the first agent's user goes.
        var alan = agent(tenant, "alan").available();
        assertThat(alan.acceptNext()).isEqualTo(waits.contact());
        grace.end(accepted.contact());
        connect.deleteUser(r -> r.instanceId(instance).userId(grace.user()));
        assertThat(tenant.describe(accepted.contact()).disconnectTimestamp()).isNotNull();
        waits.customer().say("Thank you");
        assertThat(tenant.describe(waits.contact()).disconnectTimestamp()).isNull();
        alan.end(waits.contact());

        // Destroyed.
        connect.deleteInstance(r -> r.instanceId(instance));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> connect.describeQueue(r -> r.instanceId(instance).queueId(queue)));
    }
}
