package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ShownView;
import io.recontact.chat.ShownViews;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.SortOrder;
import io.recontact.chat.transcript.StartPosition;
import io.recontact.chat.transcript.TranscriptPageService;
import io.recontact.chat.transcript.TranscriptRequest;
import io.recontact.console.ConsoleEnabled;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the views that flows have sent in a chat, as DescribeView finds them, with the data of the message. */
@Component
@ConsoleEnabled
public class ContactViewPages {

    private static final JsonMapper JSON = new JsonMapper();

    private final ShownViews views;
    private final TranscriptPageService transcripts;

    ContactViewPages(ShownViews views, TranscriptPageService transcripts) {
        this.views = views;
        this.transcripts = transcripts;
    }

    /**
     * Fills the model with the view of a message, and returns the name of the page. The caller checks that the user may
     * read the transcript, and records it.
     *
     * @param scope the contact to which the transcript is limited; null for the whole session
     * @param item the id of the message
     * @throws ResourceNotFoundException if there is no such message, or it shows no view
     */
    public String show(SessionId session, @Nullable ContactId scope, String item, Model model) {
        var content = find(session, scope, item).map(ContactViewPages::content);
        var view = content.flatMap(found -> view(session, found));
        if (view.isEmpty()) {
            throw new ResourceNotFoundException("The chat has no view of message %s".formatted(item));
        }
        var data = content.get().path("viewData");
        model.addAttribute("view", view.get());
        model.addAttribute("outline", ViewOutline.of(view.get().template(), data));
        model.addAttribute("entries", JsonEntries.of(data));
        return "console/view";
    }

    private Optional<Item> find(SessionId session, @Nullable ContactId scope, String item) {
        try {
            var start = new StartPosition.AtItem(new ItemId(UUID.fromString(item)));
            return transcripts
                    .read(new TranscriptRequest(
                            session, null, scope, 1, ScanDirection.FORWARD, SortOrder.ASCENDING, start))
                    .items()
                    .stream()
                    .filter(found -> found.id().equals(item) && ContentTypes.INTERACTIVE.equals(found.contentType()))
                    .findFirst();
        } catch (InvalidParameterException | IllegalArgumentException _) {
            return Optional.empty(); // not an item of the session, or not an id
        }
    }

    private static JsonNode content(Item item) {
        try {
            return JSON.readTree(String.valueOf(item.content())).path("data").path("content");
        } catch (JacksonException _) {
            return JSON.missingNode(); // participants may send anything under this type
        }
    }

    private Optional<ShownView> view(SessionId session, JsonNode content) {
        try {
            return views.find(session, UUID.fromString(content.path("viewToken").asString("")));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not a token of this service
        }
    }
}
