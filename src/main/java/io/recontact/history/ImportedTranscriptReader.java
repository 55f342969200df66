package io.recontact.history;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.ImportedTranscript;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the items of chat transcript files of version 2019-08-26. */
@Component
class ImportedTranscriptReader {

    /** The types of items, by the ChatItemType of the model, that participants receive while a chat is live only. */
    private static final Set<String> NOT_STORED =
            Set.of("TYPING", "CONNECTION_ACK", "MESSAGE_DELIVERED", "MESSAGE_READ");

    private final JsonMapper json;

    ImportedTranscriptReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * Reads a file. It may have items of several contacts; each contact has a transcript of its own. The file does not
     * name the sessions of past contacts: they count as first contacts until {@link ImportBatchService} knows better.
     *
     * @throws ImportRefusal if it cannot be imported
     */
    List<ImportLine> read(ImportLine.Place place, ImportMembers file) {
        var contact = file.requiredId("ContactId");
        var session = Objects.requireNonNullElse(file.id("InitialContactId"), contact);
        var list = file.object().get("Transcript");
        if (!list.isArray()) {
            throw new ImportRefusal("Transcript is not a list");
        }
        ImportMembers.requireStorable("Transcript", list);
        var items = new LinkedHashMap<UUID, List<ImportedTranscript.Line>>();
        var past = new LinkedHashSet<UUID>();
        for (var entry : list) {
            var item = new ImportMembers(entry);
            if (NOT_STORED.contains(item.required("Type", item.text("Type")))) {
                continue;
            }
            var related = item.id("RelatedContactId");
            if (related != null) {
                past.add(related);
            }
            var owner = related == null ? Objects.requireNonNullElse(item.id("ContactId"), contact) : related;
            items.computeIfAbsent(owner, _ -> new ArrayList<>()).add(item(item));
        }
        if (items.isEmpty()) {
            throw new ImportRefusal("Transcript has no items");
        }
        var lines = new ArrayList<ImportLine>(items.size());
        items.forEach((owner, ofOwner) ->
                lines.add(transcript(place, owner, past.contains(owner) ? owner : session, ofOwner)));
        return lines;
    }

    /** The digest does not depend on the file: transcripts of one contact and of several have the same items. */
    private ImportLine transcript(
            ImportLine.Place place, UUID contact, UUID session, List<ImportedTranscript.Line> items) {
        items.sort(Comparator.comparing(ImportedTranscript.Line::at)); // stable
        return new ImportLine.OfTranscript(
                place,
                contact,
                new ImportedTranscript(session, contact, items),
                ImportMembers.digest(json.writeValueAsBytes(items)));
    }

    private ImportedTranscript.Line item(ImportMembers item) {
        var type = type(item);
        var contentType = item.text("ContentType");
        if (contentType == null) {
            contentType = switch (type) {
                case MESSAGE -> ContentTypes.PLAIN;
                case ATTACHMENT -> ContentTypes.ATTACHMENT;
                case EVENT, MESSAGEMETADATA -> null;
            };
        }
        var participant = item.id("ParticipantId");
        var role = item.constant("ParticipantRole", ParticipantRole.class);
        return new ImportedTranscript.Line(
                item.requiredId("Id"),
                item.requiredTime("AbsoluteTime"),
                type,
                item.required("ContentType", contentType),
                item.text("Content"),
                participant,
                participant == null ? null : Objects.requireNonNullElse(item.text("DisplayName"), ""),
                participant == null ? null : item.required("ParticipantRole", role),
                item.has("Attachments") ? attachments(item.object().get("Attachments")) : null);
    }

    private static List<Item.Attachment> attachments(JsonNode list) {
        if (!list.isArray()) {
            throw new ImportRefusal("Attachments is not a list");
        }
        return list.valueStream()
                .map(ImportMembers::new)
                .map(file -> new Item.Attachment(
                        file.requiredId("AttachmentId").toString(),
                        file.required("AttachmentName", file.text("AttachmentName")),
                        file.required("ContentType", file.text("ContentType")),
                        Objects.requireNonNullElse(file.text("Status"), "APPROVED")))
                .toList();
    }

    /** The model has a type for some events, which items of these files and of this service call EVENT. */
    private static ItemType type(ImportMembers item) {
        return switch (item.required("Type", item.text("Type"))) {
            case "MESSAGE" -> ItemType.MESSAGE;
            case "ATTACHMENT" -> ItemType.ATTACHMENT;
            case "EVENT",
                    "PARTICIPANT_JOINED",
                    "PARTICIPANT_LEFT",
                    "CHAT_ENDED",
                    "TRANSFER_SUCCEEDED",
                    "TRANSFER_FAILED" -> ItemType.EVENT;
            default -> throw new ImportRefusal("Type has a value that no transcript has");
        };
    }
}
