package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceId;
import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports what this service exports: exports of customers, and transcript files of every scope. */
@ServiceTest
class ImportedExportTests {

    private static final byte[] PNG = AttachmentCalls.png(700_000);

    private final ContactCenter center;
    private final ImportService imports;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();
    private final String instance;
    private final String customer = "customer " + UUID.randomUUID();

    @TempDir
    private Path folder;

    ImportedExportTests(ContactCenter center, ImportService imports, JdbcClient jdbc) {
        this.center = center;
        this.imports = imports;
        this.jdbc = jdbc;
        this.instance = center.tenant().instance();
    }

    /** The contacts of a customer: two of one chat, and one of a chat that continues it. */
    private record Conversation(String first, String second, String continued, String picture) {

        List<String> contacts() {
            return List.of(first, second, continued);
        }
    }

    private Conversation converse() {
        var tenant = center.tenant();
        var chat = tenant.start(request -> request.customerId(customer).attributes(Map.of("order", "4711")));
        var sender = center.calls().customerOf(chat);
        sender.say("one");
        center.waiting().enqueue(chat.contactId(), center.queue());
        var agent = center.hire().available();
        agent.acceptNext();
        var picture = new AttachmentCalls(sender).attach("Bild größer.png", "image/png", PNG);
        var second = agent.transferToQueue(chat.contactId(), center.queue());
        agent.clear(chat.contactId());
        sender.say("two");
        agent.acceptNext();
        agent.end(second);
        agent.clear(second);
        var continued = tenant.start(request -> request.customerId(customer)
                .persistentChat(persistent ->
                        persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat.contactId())));
        center.calls().customerOf(continued).say("three");
        tenant.stop(continued.contactId());
        return new Conversation(chat.contactId(), second, continued.contactId(), picture);
    }

    private String admin(String rest) {
        return "/admin/v1/instances/%s/%s".formatted(instance, rest);
    }

    private Path export(String name) {
        var path = admin("customers/%s/export"
                .formatted(URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20")));
        try (var body = center.raw().download(path).body()) {
            var file = folder.resolve(name);
            Files.copy(body, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of an archive but its manifest: documents as JSON, attachments as they are. */
    private Map<String, Object> files(Path archive) throws IOException {
        var found = new HashMap<String, Object>();
        try (var zip = FileSystems.newFileSystem(archive);
                var entries = Files.walk(zip.getPath("/"))) {
            for (var entry : entries.filter(Files::isRegularFile).toList()) {
                var content = Files.readAllBytes(entry);
                if (entry.toString().endsWith(".json")) {
                    found.put(entry.toString(), json.readTree(content));
                } else {
                    found.put(entry.toString(), List.of(content.length, Arrays.hashCode(content)));
                }
            }
        }
        found.remove("/manifest.json");
        return found;
    }

    private void erase() {
        var answer = center.raw()
                .post(admin("erasures"), json.writeValueAsString(Map.of("CustomerId", customer, "Reason", "It moves")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private ImportReport importFiles(Path path) throws IOException {
        return imports.importFiles(new InstanceId(UUID.fromString(instance)), path, _ -> {});
    }

    private Path unpacked(Path archive) throws IOException {
        var target = Files.createDirectory(folder.resolve("unpacked"));
        try (var zip = FileSystems.newFileSystem(archive);
                var entries = Files.walk(zip.getPath("/"))) {
            for (var entry : entries.filter(Files::isRegularFile).toList()) {
                var file = target.resolve(entry.toString().substring(1));
                Files.createDirectories(file.getParent());
                Files.copy(entry, file);
            }
        }
        return target;
    }

    private int rows(String table) {
        return jdbc.sql("""
                        select count(*) from %s where session_id in (select id from contact where instance_id = :instance)
                        """.formatted(table))
                .param("instance", UUID.fromString(instance))
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExportOfACustomerComesBack(boolean isArchive) throws IOException {
        var conversation = converse();
        var export = export("customer.zip");
        var before = files(export);
        assertThat(before).hasSize(7);
        erase();
        assertThat(files(export("erased.zip"))).isEmpty();

        var source = isArchive ? export : unpacked(export);
        var report = importFiles(source);

        assertThat(report.refusals()).isEmpty();
        assertThat(report).isEqualTo(new ImportReport(7, 3, 3, report.items(), 1, 0, 0, 0, 0, List.of()));
        assertThat(files(export("again.zip"))).isEqualTo(before);
        assertThat(importFiles(source)).isEqualTo(new ImportReport(7, 0, 0, 0, 0, 7, 0, 0, 0, List.of()));
        assertThat(rows("attachment")).isOne();

        var resumed = center.calls()
                .customerOf(center.tenant()
                        .start(request -> request.persistentChat(persistent -> persistent
                                .rehydrationType("ENTIRE_PAST_SESSION")
                                .sourceContactId(conversation.first()))));
        assertThat(new AttachmentCalls(resumed).download(conversation.picture()))
                .isEqualTo(PNG);
    }

    private JsonNode transcript(String contact, String scope) {
        return json.readTree(center.raw()
                .get(admin("contacts/%s/transcript/file?scope=%s".formatted(contact, scope)))
                .body());
    }

    private void writeContacts(Conversation conversation, Path target) throws IOException {
        var lines = new ArrayList<String>();
        for (var contact : conversation.contacts()) {
            lines.add(center.raw()
                    .get("/contacts/%s/%s".formatted(instance, contact))
                    .body());
        }
        Files.write(target, lines);
    }

    @ParameterizedTest
    @CsvSource({
        "first,     CONTACT,         1",
        "second,    SESSION,         2",
        "second,    PERSISTENT_CHAT, 2",
        "continued, SESSION,         1",
        "continued, PERSISTENT_CHAT, 3"
    })
    void aTranscriptFileOfAnyScopeComesBack(String contact, String scope, int transcripts) throws IOException {
        var conversation = converse();
        var id = switch (contact) {
            case "first" -> conversation.first();
            case "second" -> conversation.second();
            default -> conversation.continued();
        };
        var ofContacts = conversation.contacts().stream()
                .map(each -> transcript(each, "CONTACT").toString())
                .toList();
        var file = transcript(id, scope);
        writeContacts(conversation, folder.resolve("contacts"));
        erase();

        Files.writeString(folder.resolve("transcript"), file.toString());
        var report = importFiles(folder);

        assertThat(report.refusals()).isEmpty();
        assertThat(report.contacts()).isEqualTo(3);
        assertThat(report.transcripts()).isEqualTo(transcripts);
        assertThat(report.items()).isEqualTo(file.path("Transcript").size());
        var imported = new ArrayList<String>();
        for (var each : conversation.contacts()) {
            var again = transcript(each, "CONTACT");
            if (!again.path("Transcript").isEmpty()) {
                imported.add(again.toString());
            }
        }
        assertThat(ofContacts).containsAll(imported);
        assertThat(imported).hasSize(transcripts);

        Files.write(folder.resolve("more"), ofContacts);
        var more = importFiles(folder);
        assertThat(more.refusals())
                .as("the same transcripts from files of one contact")
                .isEmpty();
        assertThat(more.transcripts()).isEqualTo(3 - transcripts);
    }

    @Test
    void aStreamNeedsThePastContactsBeforeTheirTranscriptOnly() throws IOException {
        var conversation = converse();
        var file = transcript(conversation.continued(), "PERSISTENT_CHAT");
        writeContacts(conversation, folder.resolve("contacts"));
        erase();

        var lines = Files.readString(folder.resolve("contacts")) + file;
        var report = imports.importLines(
                new InstanceId(UUID.fromString(instance)),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                _ -> {});

        assertThat(report.refusals()).isEmpty();
        assertThat(report.transcripts()).isEqualTo(3);
    }

    @Test
    void aDamagedArchiveIsReportedAndStopsNothing() throws IOException {
        converse();
        var export = export("customer.zip");
        erase();
        var whole = Files.readAllBytes(export);
        Files.write(folder.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(folder.resolve("half.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1});

        var report = importFiles(folder);

        assertThat(report.contacts()).isEqualTo(3);
        assertThat(report.attachments()).isOne();
        assertThat(report.refusals())
                .extracting(ImportReport.Refusal::source)
                .contains(
                        folder.resolve("half.zip").toString(),
                        folder.resolve("half.gz").toString());
    }

    @Test
    void anAttachmentNeedsItsTranscriptAndItsType() throws IOException {
        var conversation = converse();
        var files = unpacked(export("customer.zip"));
        erase();
        var stranger = UUID.randomUUID().toString();
        Files.write(files.resolve("attachments").resolve(stranger), PNG);
        Files.writeString(files.resolve("attachments").resolve(conversation.picture()), "#!/bin/sh");

        var report = importFiles(files);

        assertThat(report.attachments()).isZero();
        assertThat(report.refusals())
                .extracting(ImportReport.Refusal::reason)
                .containsExactlyInAnyOrder(
                        "No transcript beside the attachment has its AttachmentId",
                        "The file does not match the ContentType of the attachment");
        assertThat(rows("attachment")).isZero();
    }
}
