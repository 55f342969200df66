package io.recontact.history;

import io.recontact.chat.transcript.ImportedTranscript;
import io.recontact.contact.ImportedContact;
import java.util.UUID;

/** A line of an import that has been read, or one that is refused. */
sealed interface ImportLine {

    /**
     * Where a line is.
     *
     * @param source the file; {@code -} for a stream
     * @param line the number of the line, from 1
     */
    record Place(String source, long line) {}

    /** Returns where the line is. */
    Place place();

    /** A contact. */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares two lines
    record OfContact(Place place, ImportedContact contact, byte[] digest) implements ImportLine {

        UUID id() {
            return contact.id();
        }
    }

    /** The transcript of a contact. */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares two lines
    record OfTranscript(Place place, UUID contact, ImportedTranscript transcript, byte[] digest) implements ImportLine {

        OfTranscript in(UUID session) {
            return session.equals(transcript.sessionId())
                    ? this
                    : new OfTranscript(
                            place, contact, new ImportedTranscript(session, contact, transcript.items()), digest);
        }
    }

    /** A line that cannot be read. */
    record Refused(Place place, String reason) implements ImportLine {}
}
