package io.recontact.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.InstanceId;
import io.recontact.api.LoggableFailure;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.TaggedCounter;
import io.recontact.configuration.InstanceService;
import java.io.EOFException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Imports contacts and transcripts that happened elsewhere. Reads a stream in batches of bounded size, so memory does
 * not grow with it. Each batch is a transaction: an import that is interrupted continues when it is repeated, because
 * what is stored already is skipped. Several imports may run at the same time.
 */
@Service
public class ImportService {

    private static final Logger log = LoggerFactory.getLogger(ImportService.class);

    /** The values of a batch. */
    static final int BATCH = 2_000;
    /** Items are the larger part of a batch of transcripts. */
    private static final int BATCH_ITEMS = 10_000;
    /** The bytes of a batch, without its last value. */
    private static final int BATCH_BYTES = 8 * 1024 * 1024;
    /** The number of times that {@link #importFiles} reads each file. */
    static final int PASSES = Stage.values().length;

    /** Contacts come before what needs them. */
    private enum Stage {
        FIRST_CONTACTS,
        LATER_CONTACTS,
        TRANSCRIPTS;

        /** Returns the stage of a value that has not been checked. */
        private static Stage of(JsonNode value) {
            if (value.hasNonNull("Transcript")) {
                return TRANSCRIPTS;
            }
            var contact = value.hasNonNull("Contact") ? value.get("Contact") : value;
            var id = contact.path(contact.hasNonNull("ContactId") ? "ContactId" : "Id")
                    .asString("");
            var initial = contact.path("InitialContactId").asString("");
            return initial.isEmpty() || initial.equalsIgnoreCase(id) ? FIRST_CONTACTS : LATER_CONTACTS;
        }
    }

    private final JsonValues values;
    private final ImportLineReader reader;
    private final ImportBatchService batches;
    private final AttachmentImport attachments;
    private final InstanceService instances;
    private final TaggedCounter outcomes;

    ImportService(
            JsonValues values,
            ImportLineReader reader,
            ImportBatchService batches,
            AttachmentImport attachments,
            InstanceService instances,
            MeterRegistry meters) {
        this.values = values;
        this.reader = reader;
        this.batches = batches;
        this.attachments = attachments;
        this.instances = instances;
        this.outcomes = new TaggedCounter(
                meters,
                "recontact.import.values",
                "Contacts and transcripts of imports, by outcome",
                "outcome",
                "stored",
                "skipped",
                "expired",
                "refused");
    }

    /**
     * Imports a file, or all files of a folder or archive and of those below it. Reads them three times: the first
     * contacts of sessions, the later ones, the transcripts. So the order of files and lines does not matter. A file
     * whose name ends with {@code .json} may have line breaks within a value. The contents of attachments come last.
     *
     * @param progress receives the bytes as they are read, and the report so far after each batch
     * @throws ResourceNotFoundException if the instance does not exist
     */
    public ImportReport importFiles(InstanceId instance, Path path, ImportProgress progress) throws IOException {
        instances.require(instance);
        try (var run = new Run(instance, progress)) {
            for (var stage : Stage.values()) {
                run.stages = EnumSet.of(stage);
                ImportFiles.forEach(path, run::readFile);
                run.storeAll();
            }
            return attachments.importFiles(instance, path, run.report());
        }
    }

    /**
     * Imports a stream with a value in each line. The first contact of a session comes before later ones, and a contact
     * before its transcript, or they are in the same batch.
     *
     * @param progress receives the bytes as they are read, and the report so far after each batch
     * @throws ResourceNotFoundException if the instance does not exist
     */
    public ImportReport importLines(InstanceId instance, InputStream lines, ImportProgress progress)
            throws IOException {
        instances.require(instance);
        try (var run = new Run(instance, progress)) {
            values.readLines(new CountedStream(lines, progress), run);
            run.storeAll();
            return run.report();
        }
    }

    /** An import while it runs. One thread reads and checks a batch while another one stores the batch before. */
    private final class Run implements JsonValues.Visitor, AutoCloseable {

        private final InstanceId instance;
        private final ImportProgress progress;
        private final ExecutorService writer =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        private @Nullable Future<ImportBatchService.Result> pending;
        private List<ImportLine> batch = new ArrayList<>();
        private final Set<UUID> contacts = new HashSet<>();
        private final Set<UUID> transcripts = new HashSet<>();
        private final List<ImportReport.Refusal> refusals = new ArrayList<>();
        private Set<Stage> stages = EnumSet.allOf(Stage.class);
        private String source = "-";
        private int batchItems;
        private long batchBytes;
        private long lines;
        private long storedContacts;
        private long storedTranscripts;
        private long items;
        private long skipped;
        private long expired;
        private long conflicts;
        private long refused;

        private Run(InstanceId instance, ImportProgress progress) {
            this.instance = instance;
            this.progress = progress;
        }

        /** Waits for the batch that is being stored, also after a failure. */
        @Override
        public void close() {
            writer.close();
        }

        private void storeAll() {
            flush();
            settle();
        }

        private ImportReport report() {
            return new ImportReport(
                    lines, storedContacts, storedTranscripts, items, 0, skipped, expired, conflicts, refused, refusals);
        }

        private void readFile(String file, Path path) throws IOException {
            if (ImportFiles.attachment(file).isPresent()) {
                return;
            }
            source = file;
            try (var content = ImportFiles.open(path, new CountedStream(Files.newInputStream(path), progress))) {
                if (ImportFiles.isDocument(file)) {
                    values.readDocument(content, this);
                } else {
                    values.readLines(content, this);
                }
            } catch (ZipException | EOFException _) {
                refuse(1, "The archive or compressed file is damaged");
            }
        }

        @Override
        public void read(long number, JsonNode value, long bytes) {
            if (stages.contains(Stage.of(value))) {
                reader.read(new ImportLine.Place(source, number), value).forEach(this::add);
                batchBytes += bytes;
            }
        }

        @Override
        public void refuse(long number, String reason) {
            if (stages.contains(Stage.FIRST_CONTACTS)) {
                add(new ImportLine.Refused(new ImportLine.Place(source, number), reason));
            }
        }

        private void add(ImportLine line) {
            if (batch.size() >= BATCH || batchItems >= BATCH_ITEMS || batchBytes >= BATCH_BYTES || isRepeated(line)) {
                flush();
            }
            lines++;
            batch.add(line);
            switch (line) {
                case ImportLine.OfContact contact -> contacts.add(contact.id());
                case ImportLine.OfTranscript transcript -> {
                    transcripts.add(transcript.contact());
                    batchItems += transcript.transcript().items().size();
                }
                case ImportLine.Refused _ -> {}
            }
        }

        private boolean isRepeated(ImportLine line) {
            return switch (line) {
                case ImportLine.OfContact contact -> contacts.contains(contact.id());
                case ImportLine.OfTranscript transcript -> transcripts.contains(transcript.contact());
                case ImportLine.Refused _ -> false;
            };
        }

        private void flush() {
            settle();
            var lines = batch;
            pending = writer.submit(() -> store(lines));
            batch = new ArrayList<>();
            contacts.clear();
            transcripts.clear();
            batchItems = 0;
            batchBytes = 0;
        }

        /** Waits for the batch that is being stored, and counts it. */
        private void settle() {
            if (pending == null) {
                return;
            }
            try {
                note(pending.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The import was interrupted", e);
            } finally {
                pending = null;
            }
            progress.accept(report());
        }

        private ImportBatchService.Result store(List<ImportLine> lines) {
            try {
                return batches.store(instance, lines);
            } catch (DataIntegrityViolationException _) {
                var result = new ImportBatchService.Result();
                lines.forEach(line -> result.add(storeAlone(line)));
                return result;
            }
        }

        /** Finds the line of a batch that PostgreSQL refuses. */
        private ImportBatchService.Result storeAlone(ImportLine line) {
            try {
                return batches.store(instance, List.of(line));
            } catch (DataIntegrityViolationException e) {
                log.debug("PostgreSQL refused a value of {}: {}", line.place(), LoggableFailure.summary(e));
                var result = new ImportBatchService.Result();
                result.refuse(line, "The line breaks a rule of the database, such as the order of its times");
                return result;
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
                    var place = refusal.place();
                    refusals.add(new ImportReport.Refusal(place.source(), place.line(), refusal.reason()));
                }
            }
        }

        private int count(String outcome, int values) {
            outcomes.increment(outcome, values);
            return values;
        }
    }
}
