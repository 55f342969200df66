package io.recontact.history;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.attachment.AttachmentId;
import io.recontact.chat.attachment.AttachmentImportService;
import io.recontact.chat.transcript.ItemId;
import io.recontact.contact.ContactService;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Imports the contents of attachments that an export of a customer has in its folder {@code attachments}. The
 * transcripts beside them say where they belong. Each content is written in pieces and then appears at once, so one
 * that is interrupted begins again.
 */
@Service
class AttachmentImport {

    private final ImportLineReader reader;
    private final ContactService contacts;
    private final AttachmentImportService attachments;
    private final JsonValues values;

    AttachmentImport(
            ImportLineReader reader, ContactService contacts, AttachmentImportService attachments, JsonValues values) {
        this.reader = reader;
        this.contacts = contacts;
        this.attachments = attachments;
        this.values = values;
    }

    /** Where an attachment belongs. */
    private record Place(UUID contact, UUID item) {}

    /** Imports the attachments of a file, folder or archive whose transcripts are imported; adds to a report. */
    ImportReport importFiles(InstanceId instance, Path path, ImportReport report) throws IOException {
        var named = new HashSet<UUID>();
        ImportFiles.forEach(path, (source, _) -> ImportFiles.attachment(source).ifPresent(named::add));
        if (named.isEmpty()) {
            return report;
        }
        var places = new HashMap<UUID, Place>();
        ImportFiles.forEach(path, (source, file) -> {
            if (ImportFiles.isDocument(source)) {
                findPlaces(file, named, places);
            }
        });
        var run = new Run(instance, places);
        ImportFiles.forEach(path, run::importFile);
        return report.plus(run.stored, run.skipped, run.refusals);
    }

    private void findPlaces(Path file, Set<UUID> named, Map<UUID, Place> places) throws IOException {
        var visitor = new JsonValues.Visitor() {

            @Override
            public void read(long line, JsonNode value, long bytes) {
                for (var each : reader.read(new ImportLine.Place(file.toString(), line), value)) {
                    if (each instanceof ImportLine.OfTranscript transcript) {
                        findPlaces(transcript, named, places);
                    }
                }
            }

            @Override
            public void refuse(long line, String reason) {} // reported when it was read before
        };
        try (var content = ImportFiles.open(file, Files.newInputStream(file))) {
            values.readDocument(content, visitor);
        } catch (ZipException | EOFException _) { // reported when it was read before
        }
    }

    private static void findPlaces(ImportLine.OfTranscript transcript, Set<UUID> named, Map<UUID, Place> places) {
        for (var item : transcript.transcript().items()) {
            var files = item.attachments();
            if (files == null) {
                continue;
            }
            for (var file : files) {
                var id = UUID.fromString(file.attachmentId());
                if (named.contains(id)) {
                    places.put(id, new Place(transcript.contact(), item.id()));
                }
            }
        }
    }

    /** An import of attachments while it runs. */
    private final class Run {

        private final InstanceId instance;
        private final Map<UUID, Place> places;
        private final List<ImportReport.Refusal> refusals = new ArrayList<>();
        private long stored;
        private long skipped;

        private Run(InstanceId instance, Map<UUID, Place> places) {
            this.instance = instance;
            this.places = places;
        }

        private void importFile(String source, Path file) throws IOException {
            var id = ImportFiles.attachment(source);
            if (id.isEmpty()) {
                return;
            }
            try (var content = Files.newInputStream(file)) {
                if (store(id.get(), Files.size(file), content)) {
                    stored++;
                } else {
                    skipped++;
                }
            } catch (ImportRefusal | InvalidRequestException e) {
                refusals.add(new ImportReport.Refusal(source, 1, String.valueOf(e.getMessage())));
            } catch (ResourceNotFoundException _) {
                refusals.add(new ImportReport.Refusal(source, 1, "The contact of the attachment is not kept"));
            } catch (ZipException | EOFException _) {
                refusals.add(new ImportReport.Refusal(source, 1, "The archive is damaged"));
            }
        }

        private boolean store(UUID id, long size, InputStream content) throws IOException {
            var place = places.get(id);
            if (place == null) {
                throw new ImportRefusal("No transcript beside the attachment has its AttachmentId");
            }
            var session =
                    contacts.read(instance, new ContactId(place.contact())).session();
            return attachments.store(session, new ItemId(place.item()), new AttachmentId(id), size, content);
        }
    }
}
