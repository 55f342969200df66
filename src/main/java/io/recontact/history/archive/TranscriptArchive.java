package io.recontact.history.archive;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.transcript.TranscriptScope;
import io.recontact.configuration.InstanceService;
import io.recontact.contact.ContactService;
import io.recontact.history.ContactTranscriptService;
import io.recontact.history.TranscriptFormat;
import io.recontact.history.archive.TranscriptFileRepository.Due;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** Names and reads the files, as Amazon Connect does for those in its bucket. */
@Component
class TranscriptArchive {

    /** "connect/instance/ChatTranscripts/year/month/day/contactId_yyyyMMddTHH:mm_UTC.json". */
    private static final DateTimeFormatter FOLDERS =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HH:mm").withZone(ZoneOffset.UTC);

    private final ContactTranscriptService transcripts;
    private final ContactService contacts;
    private final InstanceService instances;
    private final String prefix;

    TranscriptArchive(
            ContactTranscriptService transcripts,
            ContactService contacts,
            InstanceService instances,
            TranscriptArchiveProperties settings) {
        this.transcripts = transcripts;
        this.contacts = contacts;
        this.instances = instances;
        this.prefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
    }

    /**
     * Returns the key of the file of a contact.
     *
     * @throws ResourceNotFoundException if the instance or the contact is deleted, or no longer kept
     */
    String key(Due file) {
        var alias = instances.require(file.instance()).alias();
        var contact = contacts.describe(file.instance(), file.contact());
        return key(
                alias == null ? file.instance().toString() : alias, contact.id().toString(), contact.initiatedAt());
    }

    private String key(String instance, String contact, Instant initiatedAt) {
        return "%sconnect/%s/ChatTranscripts/%s/%s_%s_UTC.json"
                .formatted(prefix, instance, FOLDERS.format(initiatedAt), contact, MINUTE.format(initiatedAt));
    }

    /**
     * Reads the transcript of a contact.
     *
     * @throws ResourceNotFoundException as for {@link #key}
     */
    SpooledTranscript read(Due file) throws IOException {
        return SpooledTranscript.of(stream -> transcripts.write(
                file.instance(), file.contact(), TranscriptScope.CONTACT, TranscriptFormat.JSON, () -> stream));
    }
}
