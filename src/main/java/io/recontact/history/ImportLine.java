package io.recontact.history;

import io.recontact.chat.transcript.ImportedTranscript;
import io.recontact.contact.ImportedContact;
import java.util.UUID;

/** A line of an import that has been read, or one that is refused. */
sealed interface ImportLine {

    /** The number of the line, from 1. */
    long number();

    /** A contact. */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares two lines
    record OfContact(long number, ImportedContact contact, byte[] digest) implements ImportLine {

        UUID id() {
            return contact.id();
        }
    }

    /** The transcript of a contact. */
    @SuppressWarnings("ArrayRecordComponent") // nothing compares two lines
    record OfTranscript(long number, UUID contact, ImportedTranscript transcript, byte[] digest)
            implements ImportLine {}

    /** A line that cannot be read. */
    record Refused(long number, String reason) implements ImportLine {}
}
