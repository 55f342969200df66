package io.recontact.history;

import io.recontact.api.InvalidParameterException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the three forms of imported lines: <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_Contact.html">contacts</a> as DescribeContact
 * returns them, <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">contact
 * records</a>, and chat transcript files of version 2019-08-26. Members that this service has no place for are ignored.
 */
@Component
class ImportLineReader {

    private final ImportedContactReader contacts;
    private final ImportedTranscriptReader transcripts;

    ImportLineReader(ImportedContactReader contacts, ImportedTranscriptReader transcripts) {
        this.contacts = contacts;
        this.transcripts = transcripts;
    }

    /**
     * Reads a value; a value that cannot be imported becomes a refusal. A transcript of several contacts becomes one of
     * each.
     */
    List<ImportLine> read(ImportLine.Place place, JsonNode value) {
        try {
            var line = new ImportMembers(value);
            if (line.has("Transcript")) {
                return transcripts.read(place, line);
            }
            if (line.has("Contact")) {
                line = line.in("Contact");
            }
            return List.of(new ImportLine.OfContact(place, contacts.read(line), line.digest()));
        } catch (ImportRefusal | InvalidParameterException e) {
            return List.of(new ImportLine.Refused(place, String.valueOf(e.getMessage())));
        } catch (JacksonException _) {
            return List.of(new ImportLine.Refused(place, "A member has an unknown form"));
        }
    }
}
