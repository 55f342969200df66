package io.recontact.history;

import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import io.recontact.chat.attachment.AttachmentDownloadService;
import io.recontact.chat.attachment.AttachmentId;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.TranscriptScope;
import io.recontact.configuration.InstanceService;
import io.recontact.contact.ContactDocuments;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.retention.EndedSessions;
import io.recontact.retention.LegalHoldService;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all that is kept of a customer into one archive: the sessions that an erasure of the customer would delete,
 * and those that have not ended. It reads piece by piece, so neither memory nor a transaction waits for the client.
 */
@Service
public class CustomerExportService {

    private static final int BATCH = 100;

    private final EndedSessions sessions;
    private final ContactService contacts;
    private final ContactDocuments documents;
    private final ContactTranscriptService transcripts;
    private final AttachmentDownloadService attachments;
    private final InstanceService instances;
    private final JsonMapper json;
    private final Clock clock;

    CustomerExportService(
            EndedSessions sessions,
            ContactService contacts,
            ContactDocuments documents,
            ContactTranscriptService transcripts,
            AttachmentDownloadService attachments,
            InstanceService instances,
            JsonMapper json,
            Clock clock) {
        this.sessions = sessions;
        this.contacts = contacts;
        this.documents = documents;
        this.transcripts = transcripts;
        this.attachments = attachments;
        this.instances = instances;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes a ZIP archive. The stream stays open. After a failure the archive has neither a manifest nor a directory.
     *
     * @param customerId 1 to 128 characters
     * @param arns writes the ARNs in the contacts
     * @throws ResourceNotFoundException if the instance does not exist
     * @throws InvalidRequestException if the CustomerId is invalid
     */
    public void write(
            InstanceId instance, String customerId, Arns arns, ContactTranscriptService.Destination destination)
            throws IOException {
        instances.require(instance);
        LegalHoldService.requireCustomerId(customerId);
        var archive = new Archive(instance, arns, new ZipOutputStream(destination.open()), clock.instant());
        var page = sessions.sessionsOf(instance, customerId, null, BATCH);
        while (!page.isEmpty()) {
            for (var session : page) {
                for (var contact : contacts.contactsOf(new SessionId(session))) {
                    archive.add(contact);
                }
            }
            page = sessions.sessionsOf(instance, customerId, page.getLast(), BATCH);
        }
        archive.finish(customerId);
    }

    /** Returns a contact; empty if it is past its retention, or was deleted since its session was found. */
    private Optional<ContactView> find(InstanceId instance, ContactId contact) {
        try {
            return Optional.of(contacts.describe(instance, contact));
        } catch (ResourceNotFoundException _) { // as for every caller
            return Optional.empty();
        }
    }

    private final class Archive {

        private final InstanceId instance;
        private final Arns arns;
        private final ZipOutputStream zip;
        private final Instant now;
        private int contactFiles;
        private int transcriptFiles;
        private int attachmentFiles;

        private Archive(InstanceId instance, Arns arns, ZipOutputStream zip, Instant now) {
            this.instance = instance;
            this.arns = arns;
            this.zip = zip;
            this.now = now;
        }

        private void add(ContactId id) throws IOException {
            var found = find(instance, id);
            if (found.isEmpty()) {
                return;
            }
            var contact = found.get();
            begin("contacts/%s.json".formatted(id));
            zip.write(json.writeValueAsBytes(documents.describe(contact, instance, arns)));
            zip.closeEntry();
            contactFiles++;
            if (contact.channel() == Channel.CHAT) {
                addTranscript(contact);
            }
        }

        /** The number of files in a chat is limited, so their ids are few. */
        private void addTranscript(ContactView contact) throws IOException {
            var files = new ArrayList<Item.Attachment>();
            begin("transcripts/%s.json".formatted(contact.id()));
            transcripts.write(instance, contact, TranscriptScope.CONTACT, TranscriptFormat.JSON, () -> zip, item -> {
                var attached = item.attachments();
                if (attached != null) {
                    files.addAll(attached);
                }
            });
            zip.closeEntry();
            transcriptFiles++;
            for (var file : files) {
                addAttachment(AttachmentId.parse("AttachmentId", file.attachmentId()));
            }
        }

        /** The transcript has the name and the type. A participant chose the name, so no path is made of it. */
        private void addAttachment(AttachmentId id) throws IOException {
            var found = attachments.read(id);
            if (found.isPresent()) {
                begin("attachments/%s".formatted(id));
                try (var content = found.get().content()) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
                attachmentFiles++;
            }
        }

        private void finish(String customerId) throws IOException {
            begin("manifest.json");
            zip.write(json.writeValueAsBytes(new CustomerExport(
                    CustomerExport.VERSION,
                    instance.toString(),
                    customerId,
                    now,
                    contactFiles,
                    transcriptFiles,
                    attachmentFiles)));
            zip.closeEntry();
            zip.finish();
        }

        private void begin(String name) throws IOException {
            var entry = new ZipEntry(name);
            entry.setTimeLocal(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            zip.putNextEntry(entry);
        }
    }
}
