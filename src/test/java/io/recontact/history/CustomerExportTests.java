package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of customers in the admin API. */
@ServiceTest
class CustomerExportTests {

    private static final byte[] PNG = AttachmentCalls.png(700_000);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();
    private final String customer = "customer " + UUID.randomUUID();

    CustomerExportTests(Service.Calls calls, RawCalls raw, MutableClock clock, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static String path(Service.Tenant tenant, String customerId) {
        return "/admin/v1/instances/%s/customers/%s/export"
                .formatted(
                        tenant.instance(),
                        URLEncoder.encode(customerId, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace(".", "%2E"));
    }

    private Map<String, byte[]> export(String customerId) throws IOException {
        return export(tenant, customerId);
    }

    /** The files of an archive, in their order. */
    private Map<String, byte[]> export(Service.Tenant tenant, String customerId) throws IOException {
        var answer = raw.download(path(tenant, customerId));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(answer.body())) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private JsonNode read(Map<String, byte[]> files, String name) {
        assertThat(files).containsKey(name);
        return json.readTree(files.get(name));
    }

    private StartChatContactResponse chat(String customerId) {
        return tenant.start(request -> request.customerId(customerId));
    }

    private List<String> messages(JsonNode transcript) {
        return transcript
                .path("Transcript")
                .valueStream()
                .filter(item -> item.path("Type").asString().equals("MESSAGE"))
                .map(item -> item.path("Content").asString())
                .toList();
    }

    @Test
    void hasAllThatIsKeptOfACustomer() throws IOException {
        var past = chat(customer);
        var sender = calls.customerOf(past);
        sender.say("past");
        var picture = new AttachmentCalls(sender).attach("picture.png", "image/png", PNG);
        tenant.stop(past.contactId());
        var live = tenant.start(request -> request.customerId(customer)
                .persistentChat(persistent ->
                        persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(past.contactId())));
        calls.customerOf(live).say("now");
        var task = tenant.connect()
                .startTaskContact(r -> r.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back")
                        .relatedContactId(past.contactId()))
                .contactId();
        jdbc.sql("update contact set customer_id = :customer where id = :id")
                .param("customer", customer)
                .param("id", UUID.fromString(task))
                .update();
        calls.customerOf(chat("somebody else")).say("other");

        var files = export(customer);

        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "contacts/%s.json".formatted(past.contactId()),
                        "contacts/%s.json".formatted(live.contactId()),
                        "contacts/%s.json".formatted(task),
                        "transcripts/%s.json".formatted(past.contactId()),
                        "transcripts/%s.json".formatted(live.contactId()),
                        "attachments/" + picture,
                        "manifest.json");
        assertThat(files.get("attachments/" + picture)).isEqualTo(PNG);
        assertThat(read(files, "contacts/%s.json".formatted(live.contactId())))
                .isEqualTo(json.readTree(raw.get("/contacts/%s/%s".formatted(tenant.instance(), live.contactId()))
                        .body()));
        assertThat(messages(read(files, "transcripts/%s.json".formatted(live.contactId()))))
                .containsExactly("now");
        var transcript = raw.get(
                "/admin/v1/instances/%s/contacts/%s/transcript/file".formatted(tenant.instance(), past.contactId()));
        assertThat(files.get("transcripts/%s.json".formatted(past.contactId())))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(transcript.body());
        assertThat(files.keySet()).last().isEqualTo("manifest.json");
        var manifest = read(files, "manifest.json");
        assertThat(manifest.path("CustomerId").asString()).isEqualTo(customer);
        assertThat(manifest.path("InstanceId").asString()).isEqualTo(tenant.instance());
        assertThat(manifest.path("Contacts").asInt()).isEqualTo(3);
        assertThat(manifest.path("Transcripts").asInt()).isEqualTo(2);
        assertThat(manifest.path("Attachments").asInt()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a\\b",
                "a%2Fb",
                "a;b=c",
                "a+b c",
                "a?b#c",
                "Jürgen 北京 🙂",
                "../../admin",
                "..",
                "{CustomerId}",
                "tab\tline\nend",
                "<script>\"'&"
            })
    void findsCustomersByAnyId(String customerId) throws IOException {
        var contact = chat(customerId).contactId();

        var files = export(customerId);

        assertThat(files).containsKey("contacts/%s.json".formatted(contact));
        assertThat(read(files, "manifest.json").path("CustomerId").asString()).isEqualTo(customerId);
    }

    @Test
    void hasOneInstanceOnly() throws IOException {
        var contact = chat(customer).contactId();
        var other = calls.newTenant();
        var contactOfOther =
                other.start(request -> request.customerId(customer)).contactId();

        assertThat(export(other, customer))
                .containsKey("contacts/%s.json".formatted(contactOfOther))
                .doesNotContainKey("contacts/%s.json".formatted(contact));
    }

    @Test
    void pagesThroughManySessions() throws IOException {
        for (int i = 0; i < 105; i++) {
            chat(customer);
        }

        assertThat(read(export(customer), "manifest.json").path("Contacts").asInt())
                .isEqualTo(105);
    }

    @Test
    void leavesOutWhatIsNoLongerKept() throws IOException {
        tenant.stop(chat(customer).contactId());
        assertThat(export(customer)).hasSize(3);

        clock.advance(Duration.ofDays(732));

        var files = export(customer);
        assertThat(files).containsOnlyKeys("manifest.json");
        assertThat(read(files, "manifest.json").path("Contacts").asInt()).isZero();
    }

    @Test
    void holdsNoTransactionWhileTheClientReads() throws IOException {
        var chat = chat(customer);
        var file = AttachmentCalls.png(20 * 1024 * 1024);
        var beginning = 64;
        var random = new byte[file.length - beginning];
        new Random(1).nextBytes(random); // data that does not compress
        System.arraycopy(random, 0, file, beginning, random.length);
        new AttachmentCalls(calls.customerOf(chat)).attach("picture.png", "image/png", file);

        var answer = raw.download(path(tenant, customer));
        var received = new ByteArrayOutputStream();
        try (var body = answer.body()) {
            received.write(body.readNBytes(100_000));
            // The rest of 20 MB does not fit into the buffers of a socket, so the service waits for this client.
            assertThat(jdbc.sql("""
                                    select count(*)
                                    from pg_stat_activity
                                    where datname = current_database() and state like 'idle in transaction%'
                                      and state_change < clock_timestamp() - interval '100 ms'
                                    """).query(Integer.class).single()).isZero();
            body.transferTo(received);
        }
        assertThat(received.size()).isGreaterThan(random.length);
    }

    @Test
    void refusesInvalidRequests() {
        var unknown = raw.get("/admin/v1/instances/%s/customers/c/export".formatted(UUID.randomUUID()));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(raw.get(path(tenant, "x".repeat(129))).statusCode()).isEqualTo(400);
        assertThat(raw.get(path(tenant, "a\u0000b")).statusCode()).isEqualTo(400);
        assertThat(raw.get(path(tenant, " ")).statusCode()).isEqualTo(400);
        assertThat(raw.get("/admin/v1/instances/%s/customers//export".formatted(tenant.instance()))
                        .statusCode())
                .isEqualTo(400);
    }
}
