package io.recontact.history;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.chat.transcript.ImportedSession;
import io.recontact.chat.transcript.ImportedTranscript;
import io.recontact.chat.transcript.TranscriptImportService;
import io.recontact.contact.ContactImportService;
import io.recontact.contact.ImportedContact;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores batches of imported contacts and transcripts, each in one transaction. Locks are taken in one order: the
 * instance and the sessions, so that retention and erasure come before or after; then the marks of imported contacts.
 */
@Service
class ImportBatchService {

    private final ContactImportService contacts;
    private final TranscriptImportService transcripts;
    private final ImportedContactRepository marks;
    private final RetentionPolicy retention;
    private final Clock clock;

    ImportBatchService(
            ContactImportService contacts,
            TranscriptImportService transcripts,
            ImportedContactRepository marks,
            RetentionPolicy retention,
            Clock clock) {
        this.contacts = contacts;
        this.transcripts = transcripts;
        this.marks = marks;
        this.retention = retention;
        this.clock = clock;
    }

    /** Counts the lines of a batch by their outcome. */
    static final class Result {
        int contacts;
        int transcripts;
        int items;
        int skipped;
        int expired;
        int conflicts;
        final List<ImportLine.Refused> refused = new ArrayList<>();

        void add(Result other) {
            contacts += other.contacts;
            transcripts += other.transcripts;
            items += other.items;
            skipped += other.skipped;
            expired += other.expired;
            conflicts += other.conflicts;
            refused.addAll(other.refused);
        }

        void refuse(ImportLine line, String reason) {
            refused.add(new ImportLine.Refused(line.place(), reason));
        }

        private void conflict(ImportLine line, String reason) {
            conflicts++;
            refuse(line, reason);
        }
    }

    /**
     * Stores a batch. It contains no contact twice and no transcript twice.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if PostgreSQL refuses a line, or another import
     *     has stored one at the same time; nothing of the batch is stored then
     * @throws io.recontact.api.ResourceNotFoundException if the instance does not exist
     */
    @Transactional
    public Result store(InstanceId instance, List<ImportLine> given) {
        var result = new Result();
        var lines = withSessions(given);
        var sessions = contacts.lock(
                instance,
                lines.stream().flatMap(ImportBatchService::session).distinct().toList());
        storeContacts(instance, lines, sessions, result);
        storeTranscripts(instance, lines, result);
        lines.forEach(line -> {
            if (line instanceof ImportLine.Refused refused) {
                result.refused.add(refused);
            }
        });
        return result;
    }

    /**
     * Completes transcripts that do not name their session, such as those of past contacts in a file of several
     * sessions. Contacts before them in the import have it.
     */
    private List<ImportLine> withSessions(List<ImportLine> lines) {
        var unknown = of(lines, ImportLine.OfTranscript.class).stream()
                .filter(ImportBatchService::isFirstOrUnknown)
                .map(ImportLine.OfTranscript::contact)
                .toList();
        if (unknown.isEmpty()) {
            return lines;
        }
        var sessions = marks.sessions(unknown);
        of(lines, ImportLine.OfContact.class)
                .forEach(line -> sessions.putIfAbsent(line.id(), line.contact().initialContactId()));
        return lines.stream()
                .map(line -> line instanceof ImportLine.OfTranscript transcript && isFirstOrUnknown(transcript)
                        ? transcript.in(sessions.getOrDefault(transcript.contact(), transcript.contact()))
                        : line)
                .toList();
    }

    private static boolean isFirstOrUnknown(ImportLine.OfTranscript line) {
        return line.transcript().sessionId().equals(line.contact());
    }

    private static Stream<UUID> session(ImportLine line) {
        return switch (line) {
            case ImportLine.OfContact contact -> Stream.of(contact.contact().initialContactId());
            case ImportLine.OfTranscript transcript ->
                Stream.of(transcript.transcript().sessionId());
            case ImportLine.Refused _ -> Stream.empty();
        };
    }

    private static <T extends ImportLine> List<T> of(List<ImportLine> lines, Class<T> type) {
        return lines.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void storeContacts(InstanceId instance, List<ImportLine> lines, Set<UUID> sessions, Result result) {
        var given = of(lines, ImportLine.OfContact.class);
        if (given.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var oldestKept = retention.windowAt(now).oldestKept();
        var involved = new HashSet<UUID>();
        given.forEach(line -> {
            involved.add(line.id());
            involved.add(line.contact().initialContactId());
        });
        // First the contacts: another import that commits in between has then stored the mark as well.
        var stored = contacts.findStored(involved);
        var imported = marks.lock(involved);
        var fresh = new ArrayList<ImportLine.OfContact>();
        for (var line : given) {
            var mark = imported.get(line.id());
            if (line.contact().initiatedAt().isBefore(oldestKept)) {
                result.expired++;
            } else if (mark != null
                    && mark.instance().equals(instance.value())
                    && Arrays.equals(mark.content(), line.digest())) {
                result.skipped++;
            } else if (mark != null || stored.contains(line.id())) {
                result.conflict(line, "Contact %s exists with another content, or elsewhere".formatted(line.id()));
            } else if (line.contact().disconnectedAt().isAfter(now)) {
                result.refuse(line, "DisconnectTimestamp is in the future");
            } else {
                fresh.add(line);
            }
        }
        var first = fresh.stream().filter(line -> line.contact().isFirst()).toList();
        insert(instance, first);
        var known = new HashSet<UUID>();
        sessions.stream().filter(imported::containsKey).forEach(known::add);
        first.forEach(line -> known.add(line.id()));
        var later = new ArrayList<ImportLine.OfContact>();
        for (var line : fresh) {
            if (line.contact().isFirst()) {
                continue;
            }
            if (known.contains(line.contact().initialContactId())) {
                later.add(line);
            } else {
                result.refuse(
                        line,
                        "Contact %s needs its InitialContactId %s, which was not imported before"
                                .formatted(line.id(), line.contact().initialContactId()));
            }
        }
        insert(instance, later);
        result.contacts += first.size() + later.size();
    }

    private void insert(InstanceId instance, List<ImportLine.OfContact> lines) {
        if (lines.isEmpty()) {
            return;
        }
        marks.insert(instance, lines);
        contacts.insert(
                instance, lines.stream().map(ImportLine.OfContact::contact).toList());
        var chats = lines.stream()
                .map(ImportLine.OfContact::contact)
                .filter(contact -> contact.channel() == Channel.CHAT)
                .map(ImportBatchService::sessionOf)
                .toList();
        transcripts.insertSessions(instance.value(), chats);
    }

    private static ImportedSession sessionOf(ImportedContact contact) {
        return new ImportedSession(
                contact.initialContactId(), contact.id(), contact.initiatedAt(), contact.disconnectedAt());
    }

    private void storeTranscripts(InstanceId instance, List<ImportLine> lines, Result result) {
        var given = of(lines, ImportLine.OfTranscript.class);
        if (given.isEmpty()) {
            return;
        }
        var oldestKept = retention.windowAt(clock.instant()).oldestKept();
        var ids = given.stream().map(ImportLine.OfTranscript::contact).toList();
        var stored = contacts.findStored(ids);
        var imported = marks.lock(ids);
        var fresh = new ArrayList<ImportLine.OfTranscript>();
        for (var line : given) {
            var mark = imported.get(line.contact());
            var session = line.transcript().sessionId();
            if (mark == null && stored.contains(line.contact())) {
                result.conflict(line, "Contact %s was not imported".formatted(line.contact()));
            } else if (mark == null && line.transcript().items().getFirst().at().isBefore(oldestKept)) {
                result.expired++;
            } else if (mark == null || !mark.instance().equals(instance.value())) {
                result.refuse(
                        line,
                        "The transcript needs its contact %s, which was not imported before".formatted(line.contact()));
            } else if (!mark.session().equals(session)) {
                result.refuse(line, "InitialContactId is not that of contact %s".formatted(line.contact()));
            } else if (mark.transcript() == null) {
                fresh.add(line);
            } else if (Arrays.equals(mark.transcript(), line.digest())) {
                result.skipped++;
            } else {
                result.conflict(line, "Contact %s has another transcript".formatted(line.contact()));
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        var unfit = transcripts.insert(
                fresh.stream().map(ImportLine.OfTranscript::transcript).toList());
        var written = new ArrayList<ImportLine.OfTranscript>();
        for (var line : fresh) {
            if (unfit.contains(line.contact())) {
                result.refuse(
                        line,
                        "Contact %s is not a chat, or has no room for the transcript before the next contact"
                                .formatted(line.contact()));
            } else {
                written.add(line);
                result.items += items(line.transcript());
            }
        }
        marks.noteTranscripts(written);
        result.transcripts += written.size();
    }

    private static int items(ImportedTranscript transcript) {
        return transcript.items().size();
    }
}
