package io.recontact.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.TooManyRequestsException;
import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.history.TranscriptWords;
import io.recontact.retention.ErasureService;
import io.recontact.retention.ExpiredContacts;
import io.recontact.retention.Retention;
import io.recontact.startup.StartupException;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** An instance moves to another cell, where it answers as before. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstanceMoveTests {

    private static final byte[] PNG = AttachmentCalls.png(600_000);

    private final Service.Calls calls;
    private final RawCalls raw;
    private final ObjectProvider<ContactCenter> centers;
    private final ApplicationContext context;
    private final MutableClock clock;
    private final ExpiredContacts expired;
    private final Retention retention;
    private TwoCells cells;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway") // the other cell starts before the first test
    InstanceMoveTests(
            Service.Calls calls,
            RawCalls raw,
            ObjectProvider<ContactCenter> centers,
            ApplicationContext context,
            MutableClock clock,
            ExpiredContacts expired,
            Retention retention) {
        this.calls = calls;
        this.raw = raw;
        this.centers = centers;
        this.context = context;
        this.clock = clock;
        this.expired = expired;
        this.retention = retention;
    }

    @BeforeAll
    void startTheOtherCell() {
        cells = new TwoCells(context, clock);
    }

    @AfterAll
    void stopTheOtherCell() {
        cells.close();
    }

    private Path file() {
        return folder.resolve(UUID.randomUUID() + ".zip");
    }

    private static int statusOf(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (ConnectException refusal) {
            return refusal.statusCode();
        }
    }

    @Test
    void answersInTheOtherCellAsBefore() throws IOException {
        var center = centers.getObject();
        var tenant = center.tenant();
        var instance = TwoCells.id(tenant.instance());
        var agent = center.hire().available();
        var token = UUID.randomUUID().toString();
        var chat = tenant.start(request ->
                request.clientToken(token).customerId("ada@example.com").attributes(Map.of("fruit", "pear")));
        var customer = calls.joined(chat.participantToken());
        customer.say("I ordered a pear");
        var attachment = new AttachmentCalls(customer).attach("pear.png", "image/png", PNG);
        center.waiting().enqueue(chat.contactId(), center.queue());
        var accepted = agent.accept(agent.awaitOffer());
        calls.joined(accepted).say("It is on its way");

        cells.moves().drain(instance);

        assertThat(statusOf(tenant::start))
                .as("a start while the instance drains")
                .isEqualTo(429);
        assertThat(tenant.start(request -> request.clientToken(token)
                                .customerId("ada@example.com")
                                .attributes(Map.of("fruit", "pear")))
                        .contactId())
                .as("a repeated start")
                .isEqualTo(chat.contactId());
        customer.say("Thank you"); // live chats go on
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> cells.drain().requireDrained(instance))
                .withMessageContainingAll("contact: 1", "chat_session: 1", "agent_contact: 1");

        tenant.stop(chat.contactId());
        agent.clear(chat.contactId());
        TranscriptWords.writeDue(context);
        assertThat(cells.drain().rest(instance)).isEmpty();
        var contacts = List.of(chat.contactId());
        var before = Answers.of(raw, tenant.instance(), contacts, clock.instant());
        assertThat(before.succeeded()).isGreaterThan(60);
        assertThat(before.byCall().get("GET /contacts/%s/%s".formatted(tenant.instance(), chat.contactId())))
                .contains("ada@example.com");
        var file = file();

        var exported = cells.export(tenant.instance(), file);

        assertThat(exported.contents()).hasSize(1);
        assertThat(Answers.of(raw, tenant.instance(), contacts, clock.instant()).byCall())
                .as("reads while the instance is copied")
                .isEqualTo(before.byCall());
        assertThat(statusOf(() -> tenant.newQueue("late", 1))).as("a change").isEqualTo(429);

        var imported = cells.importFrom(file);

        assertThat(imported.rows()).isEqualTo(exported.rows());
        assertThat(Answers.of(cells.raw(), tenant.instance(), contacts, clock.instant())
                        .byCall())
                .isEqualTo(before.byCall());
        goesOn(new Service.Tenant(cells.calls().connect(), tenant.instance(), tenant.flow()), chat.contactId(), token);
        downloads(attachment, chat.contactId(), tenant);
        cells.moves().mark(instance, "b");
        refuses(tenant, chat.contactId());
        removes(instance, tenant);
    }

    private void goesOn(Service.Tenant there, String past, String token) {
        var repeated = there.start(request ->
                request.clientToken(token).customerId("ada@example.com").attributes(Map.of("fruit", "pear")));
        assertThat(repeated.contactId()).isEqualTo(past);
        var resumed = there.start(request -> request.persistentChat(
                chat -> chat.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(past)));
        var customer = cells.calls().joined(resumed.participantToken());
        customer.say("Hello again");
        assertThat(customer.everything())
                .extracting(item -> String.valueOf(item.content()))
                .containsSubsequence("I ordered a pear", "It is on its way", "Thank you", "Hello again");
        there.stop(resumed.contactId());
        assertThat(there.describe(resumed.contactId()).relatedContactId()).isEqualTo(past);
    }

    /** A customer of the past chat has no token any more, so a resumed chat reads its attachment. */
    private void downloads(String attachment, String past, Service.Tenant tenant) {
        var there = new Service.Tenant(cells.calls().connect(), tenant.instance(), tenant.flow());
        var resumed = there.start(request -> request.persistentChat(
                chat -> chat.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(past)));
        Participant customer = cells.calls().joined(resumed.participantToken());
        assertThat(new AttachmentCalls(customer).download(attachment)).isEqualTo(PNG);
        there.stop(resumed.contactId());
    }

    private static void refuses(Service.Tenant tenant, String contact) {
        await().untilAsserted(() -> assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.describe(contact))
                .withMessageContaining("has moved to cell b"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(tenant::start)
                .withMessageContaining("has moved to cell b");
    }

    private void removes(InstanceId instance, Service.Tenant tenant) {
        var there = cells.rowsInTheOther(tenant.instance());
        assertThat(cells.moves().remove(instance)).isPositive();
        var tables = context.getBean(InstanceTables.class);
        assertThat(tables.all().stream()
                        .filter(table -> table.rows() != null)
                        .mapToLong(table -> tables.count(table, instance)))
                .containsOnly(0L);
        assertThat(cells.rowsInTheOther(tenant.instance())).isEqualTo(there);
    }

    @Test
    void leavesOtherInstancesAlone() throws IOException {
        var moving = calls.newTenant();
        var staying = calls.newTenant();
        var contact = staying.start();
        cells.moves().drain(TwoCells.id(moving.instance()));
        cells.importFrom(exported(moving));
        cells.moves().mark(TwoCells.id(moving.instance()), "b");
        cells.moves().remove(TwoCells.id(moving.instance()));

        staying.stop(contact);

        assertThat(staying.describe(contact).disconnectReason()).isEqualTo("API");
        assertThat(staying.start()).isNotEmpty();
    }

    private Path exported(Service.Tenant tenant) throws IOException {
        var file = file();
        cells.export(tenant.instance(), file);
        return file;
    }

    @Test
    void opensAnInstanceAgain() throws IOException {
        var tenant = calls.newTenant();
        cells.moves().drain(TwoCells.id(tenant.instance()));
        exported(tenant);

        cells.moves().open(TwoCells.id(tenant.instance()));

        assertThat(tenant.start()).isNotEmpty();
        assertThatExceptionOfType(StartupException.class)
                .as("the rows of an instance that stays")
                .isThrownBy(() -> cells.moves().remove(TwoCells.id(tenant.instance())));
    }

    @Test
    void exportsOnlyADrainedInstance() {
        var tenant = calls.newTenant();
        var instance = TwoCells.id(tenant.instance());
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> cells.moves().freeze(instance))
                .withMessageContaining("is OPEN");
        tenant.start();
        cells.moves().drain(instance);
        var file = file();

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> cells.export(tenant.instance(), file))
                .withMessageContaining("contact: 1");
        assertThat(file).doesNotExist();
    }

    @Test
    void stopsAnErasureThatRuns() throws IOException {
        var tenant = calls.newTenant();
        var instance = TwoCells.id(tenant.instance());
        var contact = tenant.start(chat -> chat.customerId("ada")).contactId();
        tenant.stop(contact);
        cells.moves().drain(instance);
        cells.moves().freeze(instance);
        cells.moves().awaitCalls();

        assertThatExceptionOfType(TooManyRequestsException.class)
                .as("the next batch of an erasure that began before")
                .isThrownBy(() -> context.getBean(ErasureService.class).eraseCustomer(instance, "ada", "Asked", "key"));

        assertThat(tenant.describe(contact).id()).isEqualTo(contact);
        assertThat(cells.drain().rest(instance)).extracting(Object::toString).containsExactly("erasure: 1");
        context.getBean(JdbcClient.class)
                .sql("update erasure set started_at = now() - interval '3 minutes' where instance_id = :instance")
                .param("instance", instance.value())
                .update();
        assertThat(exported(tenant)).as("after its node was killed").exists();
    }

    @Test
    void keepsExpiredContactsForTheOtherCell() {
        var tenant = calls.newTenant();
        var instance = TwoCells.id(tenant.instance());
        var contact = tenant.startAndStop();
        retention.expire(contact);
        cells.moves().drain(instance);
        cells.moves().freeze(instance);
        cells.moves().awaitCalls();

        retention.runAndForget();
        assertThat(expired.exists(instance, new ContactId(UUID.fromString(contact))))
                .isTrue();

        cells.moves().open(instance);
        await().untilAsserted(() -> {
            retention.runAndForget();
            assertThat(expired.exists(instance, new ContactId(UUID.fromString(contact))))
                    .isFalse();
        });
    }
}
