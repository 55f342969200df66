package io.recontact.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.InstanceId;
import io.recontact.api.LoggableFailure;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.InstanceService;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports contacts and transcripts that happened elsewhere. Reads a stream in batches of bounded size, so memory does
 * not grow with it. Each batch is a transaction: an import that is interrupted continues when it is repeated, because
 * what is stored already is skipped. Several imports may run at the same time.
 */
@Service
public class ImportService {

    private static final Logger log = LoggerFactory.getLogger(ImportService.class);

    /** The values of a batch. */
    private static final int BATCH = 500;
    /** Items are the larger part of a batch of transcripts. */
    private static final int BATCH_ITEMS = 10_000;
    /** The longest line in bytes. */
    private static final int MAX_LINE = 16 * 1024 * 1024;

    /** Contacts come before what needs them. */
    private enum Stage {
        FIRST_CONTACTS,
        LATER_CONTACTS,
        TRANSCRIPTS;

        private static Stage of(ImportLine line) {
            return switch (line) {
                case ImportLine.OfContact contact when !contact.contact().isFirst() -> LATER_CONTACTS;
                case ImportLine.OfTranscript _ -> TRANSCRIPTS;
                default -> FIRST_CONTACTS;
            };
        }
    }

    private final ImportLineReader reader;
    private final ImportBatchService batches;
    private final InstanceService instances;
    private final MeterRegistry meters;
    private final JsonMapper json;

    ImportService(
            ImportLineReader reader,
            ImportBatchService batches,
            InstanceService instances,
            MeterRegistry meters,
            JsonMapper json) {
        this.reader = reader;
        this.batches = batches;
        this.instances = instances;
        this.meters = meters;
        this.json = json;
    }

    /**
     * Imports a file, or all files of a folder and of those below it. Reads them three times: the first contacts of
     * sessions, the later ones, the transcripts. So the order of files and lines does not matter. A file whose name
     * ends with {@code .json} may have line breaks within a value.
     *
     * @param progress receives the report so far, after each batch
     * @throws ResourceNotFoundException if the instance does not exist
     */
    public ImportReport importFiles(InstanceId instance, Path path, Consumer<ImportReport> progress)
            throws IOException {
        instances.require(instance);
        var run = new Run(instance, progress);
        for (var stage : Stage.values()) {
            run.stages = EnumSet.of(stage);
            try (var files = Files.walk(path)) {
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    try (var content = new BufferedInputStream(Files.newInputStream(file))) {
                        run.source = file.toString();
                        run.read(content, run.source.endsWith(".json"));
                    }
                    run.flush();
                }
            }
        }
        return run.report();
    }

    /**
     * Imports a stream with a value in each line. The first contact of a session comes before later ones, and a contact
     * before its transcript, or they are in the same batch.
     *
     * @param progress receives the report so far, after each batch
     * @throws ResourceNotFoundException if the instance does not exist
     */
    public ImportReport importLines(InstanceId instance, InputStream lines, Consumer<ImportReport> progress)
            throws IOException {
        instances.require(instance);
        var run = new Run(instance, progress);
        run.read(new BufferedInputStream(lines), false);
        run.flush();
        return run.report();
    }

    /** An import while it runs. */
    private final class Run {

        private final InstanceId instance;
        private final Consumer<ImportReport> progress;
        private final List<ImportLine> batch = new ArrayList<>();
        private final Set<UUID> contacts = new HashSet<>();
        private final Set<UUID> transcripts = new HashSet<>();
        private final List<ImportReport.Refusal> refusals = new ArrayList<>();
        private Set<Stage> stages = EnumSet.allOf(Stage.class);
        private String source = "-";
        private int batchItems;
        private long lines;
        private long storedContacts;
        private long storedTranscripts;
        private long items;
        private long skipped;
        private long expired;
        private long conflicts;
        private long refused;

        private Run(InstanceId instance, Consumer<ImportReport> progress) {
            this.instance = instance;
            this.progress = progress;
        }

        private ImportReport report() {
            return new ImportReport(
                    lines, storedContacts, storedTranscripts, items, skipped, expired, conflicts, refused, refusals);
        }

        private void read(InputStream content, boolean isDocument) throws IOException {
            if (isDocument) {
                readDocument(content);
            } else {
                readLines(content);
            }
        }

        private void readDocument(InputStream content) {
            long number = 1;
            try (var parser = json.createParser(content)) {
                while (parser.nextToken() != null) {
                    number = parser.currentTokenLocation().getLineNr();
                    add(reader.read(number, parser.readValueAsTree()));
                }
            } catch (JacksonException _) {
                add(new ImportLine.Refused(
                        number, "The value that begins here is not JSON; the rest of the file is left out"));
            }
        }

        private void readLines(InputStream content) throws IOException {
            var line = new ByteArrayOutputStream();
            var isTooLong = false;
            long number = 1;
            for (int next = content.read(); ; next = content.read()) {
                if (next != '\n' && next >= 0) {
                    isTooLong |= line.size() >= MAX_LINE;
                    if (!isTooLong) {
                        line.write(next);
                    }
                    continue;
                }
                if (isTooLong) {
                    add(new ImportLine.Refused(number, "The line has more than %d bytes".formatted(MAX_LINE)));
                } else {
                    readLine(number, line.toByteArray());
                }
                if (next < 0) {
                    return;
                }
                line.reset();
                isTooLong = false;
                number++;
            }
        }

        /** Streams of contact records have several values in a line. */
        private void readLine(long number, byte[] line) {
            try (var parser = json.createParser(line)) {
                while (parser.nextToken() != null) {
                    add(reader.read(number, parser.<JsonNode>readValueAsTree()));
                }
            } catch (JacksonException _) {
                add(new ImportLine.Refused(number, "The line is not JSON"));
            }
        }

        private void add(ImportLine line) {
            if (!stages.contains(Stage.of(line))) {
                return;
            }
            lines++;
            switch (line) {
                case ImportLine.OfContact contact -> {
                    if (contacts.contains(contact.id())) {
                        flush();
                    }
                    contacts.add(contact.id());
                }
                case ImportLine.OfTranscript transcript -> {
                    if (transcripts.contains(transcript.contact())) {
                        flush();
                    }
                    transcripts.add(transcript.contact());
                    batchItems += transcript.transcript().items().size();
                }
                case ImportLine.Refused _ -> {}
            }
            batch.add(line);
            if (batch.size() >= BATCH || batchItems >= BATCH_ITEMS) {
                flush();
            }
        }

        private void flush() {
            if (batch.isEmpty()) {
                return;
            }
            try {
                note(batches.store(instance, batch));
            } catch (DataIntegrityViolationException _) {
                batch.forEach(this::storeAlone);
            }
            batch.clear();
            contacts.clear();
            transcripts.clear();
            batchItems = 0;
            progress.accept(report());
        }

        /** Finds the line of a batch that PostgreSQL refuses. */
        private void storeAlone(ImportLine line) {
            try {
                note(batches.store(instance, List.of(line)));
            } catch (DataIntegrityViolationException e) {
                log.debug("PostgreSQL refused a value of line {}: {}", line.number(), LoggableFailure.summary(e));
                var result = new ImportBatchService.Result();
                result.refused.add(new ImportLine.Refused(
                        line.number(), "The line breaks a rule of the database, such as the order of its times"));
                note(result);
            }
        }

        private void note(ImportBatchService.Result result) {
            storedContacts += count("stored", result.contacts);
            storedTranscripts += count("stored", result.transcripts);
            items += result.items;
            skipped += count("skipped", result.skipped);
            expired += count("expired", result.expired);
            conflicts += result.conflicts;
            refused += count("refused", result.refused.size());
            for (var refusal : result.refused) {
                if (refusals.size() < ImportReport.MAX_REFUSALS) {
                    refusals.add(new ImportReport.Refusal(source, refusal.number(), refusal.reason()));
                }
            }
        }

        private int count(String outcome, int values) {
            Counter.builder("recontact.import.values")
                    .description("Contacts and transcripts of imports, by outcome")
                    .tag("outcome", outcome)
                    .register(meters)
                    .increment(values);
            return values;
        }
    }
}
