package io.recontact.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.database.ZipFileWriter;
import io.recontact.startup.StartupException;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/** Archives that an import refuses, after which nothing of them is stored. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedArchiveTests {

    private static final byte[] PNG = AttachmentCalls.png(300_000);

    private final Service.Calls calls;
    private final ApplicationContext context;
    private final MutableClock clock;
    private TwoCells cells;
    private Service.Tenant tenant;
    private Path archive;

    private Path folder;
    private Path contents;

    @SuppressWarnings("NullAway") // prepared before the first test
    RefusedArchiveTests(Service.Calls calls, ApplicationContext context, MutableClock clock) {
        this.calls = calls;
        this.context = context;
        this.clock = clock;
    }

    @BeforeAll
    void exportAnInstance(@TempDir Path folder) throws IOException {
        this.folder = folder;
        contents = Files.createDirectory(folder.resolve("contents"));
        cells = new TwoCells(
                context,
                clock,
                "recontact.attachments.store=FILES",
                "recontact.attachments.path=" + contents,
                "recontact.attachments.sweep-every=1s");
        tenant = tenantWithAnAttachment();
        cells.moves().drain(TwoCells.id(tenant.instance()));
        archive = folder.resolve("instance.zip");
        cells.export(tenant.instance(), archive);
    }

    private Service.Tenant tenantWithAnAttachment() {
        var created = calls.newTenant();
        var chat = created.start(_ -> {});
        new AttachmentCalls(calls.joined(chat.participantToken())).attach("pear.png", "image/png", PNG);
        created.stop(chat.contactId());
        return created;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(contents)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @AfterAll
    void stopTheOtherCell() {
        cells.close();
    }

    private void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> cells.importFrom(file))
                .withMessageContaining(reason);
        assertThat(cells.rowsInTheOther(tenant.instance())).isZero();
    }

    /** The archive with other entries. */
    private Path changed(Consumer<Map<String, byte[]>> change) throws IOException {
        var file = folder.resolve(UUID.randomUUID() + ".zip");
        var entries = new LinkedHashMap<String, byte[]>();
        try (var source = new ZipFile(archive.toFile())) {
            for (var entry : source.stream().toList()) {
                entries.put(entry.getName(), source.getInputStream(entry).readAllBytes());
            }
        }
        change.accept(entries);
        try (var target = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                target.putNextEntry(new ZipEntry(entry.getKey()));
                target.write(entry.getValue());
            }
        }
        return file;
    }

    /** Replaces what a regular expression matches in an entry. */
    private static void replace(Map<String, byte[]> entries, String name, String pattern, String replacement) {
        var text = new String(Objects.requireNonNull(entries.get(name)), StandardCharsets.UTF_8);
        var replaced = text.replaceAll(pattern, replacement);
        assertThat(replaced).isNotEqualTo(text);
        entries.put(name, replaced.getBytes(StandardCharsets.UTF_8));
    }

    private Path withManifest(String pattern, String replacement) throws IOException {
        return changed(entries -> replace(entries, Manifest.NAME, pattern, replacement));
    }

    @Test
    void refusesADamagedArchive() throws IOException {
        var bytes = Files.readAllBytes(archive);
        assertRefused(
                Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2)), "no complete ZIP file");
        var flipped = bytes.clone();
        flipped[bytes.length / 3] ^= 1;
        assertRefused(Files.write(folder.resolve("flipped.zip"), flipped), "damaged");
        assertRefused(changed(entries -> entries.remove("tables/queue")), "other entries than its manifest names");
        assertRefused(
                changed(entries -> replace(entries, "tables/contact", "CHAT", "TASK")),
                "tables/contact differs from its checksum");
        assertRefused(Files.writeString(folder.resolve("text"), "no archive"), "no complete ZIP file");
    }

    @Test
    void refusesAnotherSchema() throws IOException {
        assertRefused(withManifest("username", "user_name"), "run the same version in both cells");
    }

    @Test
    void refusesAnInvalidManifest() throws IOException {
        for (var member : List.of("Schema", "InstanceId", "Tables", "Contents")) {
            assertRefused(withManifest("\"%s\":".formatted(member), "\"x\":"), "it has no valid manifest");
        }
        assertRefused(withManifest("\"Name\":\"queue\"", "\"Name\":\"contact\""), "it has no valid manifest");
        assertRefused(withManifest("\"Format\":1", "\"Format\":2"), "has the format 2, and this version reads 1");
    }

    @Test
    void refusesRowsOfAnotherInstance() throws IOException {
        assertRefused(withManifest(tenant.instance(), UUID.randomUUID().toString()), "is no attachment of instance");
        // The file of the attachment was written before the refusal.
        await().untilAsserted(() -> assertThat(files())
                .hasSize(cells.databaseOfTheOther()
                        .sql("select count(*) from attachment")
                        .query(Integer.class)
                        .single()));
    }

    @Test
    void refusesRowsBeyondTheManifest() throws IOException {
        var row = "%s\t%s\t\\N\tAsked\tkey\t2026-01-01 00:00:00+00\t\\N\t{}\t0\n"
                .formatted(UUID.randomUUID(), UUID.randomUUID())
                .getBytes(StandardCharsets.UTF_8);
        var digest = HexFormat.of().formatHex(ZipFileWriter.newDigest().digest(row));
        var file = changed(entries -> {
            entries.put("tables/erasure", row);
            replace(entries, Manifest.NAME, "(\"Name\":\"erasure\"[^}]*\"Sha256\":\")\\w+", "$1" + digest);
        });

        assertRefused(file, "names 0 rows of table erasure, and 1 are in the archive");
    }

    @Test
    void refusesAttachmentsWithoutContent() throws IOException {
        var file = changed(entries -> {
            entries.keySet().removeIf(name -> name.startsWith("contents/"));
            replace(entries, Manifest.NAME, "\"Contents\":\\[[^]]*]", "\"Contents\":[]");
        });

        assertRefused(file, "lacks the contents of 1 attachments");
    }

    @Test
    void refusesAContentOfNoAttachment() throws IOException {
        var other = UUID.randomUUID().toString();
        var file = changed(entries -> {
            var name = entries.keySet().stream()
                    .filter(entry -> entry.startsWith("contents/"))
                    .findFirst()
                    .orElseThrow();
            entries.put("contents/" + other, Objects.requireNonNull(entries.remove(name)));
            replace(entries, Manifest.NAME, name.substring("contents/".length()), other);
        });

        assertRefused(file, other + ", which is no attachment");
    }

    @Test
    void refusesWhatIsInTheWay() throws IOException {
        var alias = tenant.connect()
                .describeInstance(r -> r.instanceId(tenant.instance()))
                .instance()
                .instanceAlias();
        var other = cells.calls().newTenant();
        cells.databaseOfTheOther()
                .sql("update instance set alias = :alias where id = cast(:id as uuid)")
                .param("alias", alias)
                .param("id", other.instance())
                .update();
        try {
            assertRefused(archive, "instance_alias");
        } finally {
            other.connect().deleteInstance(r -> r.instanceId(other.instance()));
        }
    }

    @Test
    void refusesAnInstanceThatExists() throws IOException {
        var twice = tenantWithAnAttachment();
        cells.moves().drain(TwoCells.id(twice.instance()));
        var file = folder.resolve("twice.zip");
        cells.export(twice.instance(), file);
        var rows = cells.importFrom(file).rows();

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> cells.importFrom(file))
                .withMessageContaining("exists in this cell");
        assertThat(cells.rowsInTheOther(twice.instance())).isEqualTo(rows);
        assertThat(files()).anySatisfy(content -> assertThat(content).hasBinaryContent(PNG));
    }
}
