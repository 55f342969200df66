package io.recontact.console.web.desktop;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.SessionBulkhead;
import io.recontact.chat.attachment.AttachmentDownloadService;
import io.recontact.chat.attachment.AttachmentId;
import io.recontact.chat.attachment.AttachmentService;
import io.recontact.chat.attachment.AttachmentUploadService;
import io.recontact.chat.attachment.NewAttachment;
import io.recontact.chat.message.ChatEventService;
import io.recontact.chat.message.MessageService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.TranscriptAccess;
import io.recontact.console.web.contacts.ContactViewPages;
import io.recontact.console.web.contacts.FileDownloads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sends what an agent writes to a chat. Each action is one of the participant API, as the agent's participant. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/desktop/{contact}")
class ConversationController {

    private final MessageService messages;
    private final ChatEventService events;
    private final AttachmentService attachments;
    private final AttachmentUploadService uploads;
    private final AttachmentDownloadService downloads;
    private final ContactViewPages views;
    private final TranscriptAccess access;
    private final SessionBulkhead bulkhead;
    private final Desk desk;
    private final DesktopPage pages;

    ConversationController(
            MessageService messages,
            ChatEventService events,
            AttachmentService attachments,
            AttachmentUploadService uploads,
            AttachmentDownloadService downloads,
            ContactViewPages views,
            TranscriptAccess access,
            SessionBulkhead bulkhead,
            Desk desk,
            DesktopPage pages) {
        this.messages = messages;
        this.events = events;
        this.attachments = attachments;
        this.uploads = uploads;
        this.downloads = downloads;
        this.views = views;
        this.access = access;
        this.bulkhead = bulkhead;
        this.desk = desk;
        this.pages = pages;
    }

    /** Sends a message. The page reads it as it reads those of others. */
    @PostMapping("/messages")
    String send(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam("text") String content,
            @RequestParam UUID clientToken,
            @RequestHeader(value = "HX-Request", required = false) @Nullable String part,
            Model model,
            HttpServletResponse response) {
        var chat = chat(user, text);
        try {
            var participant = requireParticipant(chat);
            var message = new ChatMessage(
                    ContentTypes.PLAIN, content.replace("\r\n", "\n").strip());
            if (message.content().isEmpty()) {
                throw new InvalidParameterException("A message must not be empty");
            }
            bulkhead.call(
                    chat.session(), () -> messages.send(participant, message, tokenOf(clientToken, message.content())));
        } catch (ServiceException e) {
            return pages.refused(user, chat, e, part != null, model, response);
        }
        if (part == null) {
            return "redirect:%s/%s".formatted(DesktopController.PATH, chat.id());
        }
        model.addAttribute("clientToken", UUID.randomUUID());
        return "console/desktop-parts :: sent";
    }

    /**
     * A page whose request had no answer sends its text again with the same token, also if the agent has changed it
     * meanwhile. The changed one is another message.
     */
    private static String tokenOf(UUID clientToken, String content) {
        return UUID.nameUUIDFromBytes((clientToken + content).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Tells the others that the agent is typing. */
    @PostMapping("/typing")
    void type(ConsoleUser user, @PathVariable("contact") String text, HttpServletResponse response) {
        var chat = chat(user, text);
        response.setStatus(HttpStatus.NO_CONTENT.value());
        try {
            events.send(requireParticipant(chat), ContentTypes.TYPING, null, null);
        } catch (AccessDeniedException | ConflictException _) {
            // The chat has ended meanwhile; the page hears of it by itself.
        }
    }

    /** Receives a file, which is the body of the request, and appends it to the transcript. */
    @PostMapping("/files")
    void upload(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var chat = chat(user, text);
        try {
            var participant = requireParticipant(chat);
            var size = request.getContentLengthLong();
            if (size < 1 || name.isBlank() || name.length() > 256) {
                throw new InvalidParameterException("A file must have a name of at most 256 characters and some bytes");
            }
            var type = request.getContentType();
            var token = UUID.randomUUID().toString();
            var file = new NewAttachment(name, type == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : type, size);
            var upload = attachments.start(participant, file, token);
            uploads.receive(upload.token(), OptionalLong.of(size), request.getInputStream());
            attachments.complete(participant, upload.attachment(), token);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } catch (ServiceException e) {
            if (e.status().is5xxServerError()) {
                throw e;
            }
            response.setStatus(e.status().value());
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Answers with a file of the transcript that the agent has on the page. GetAttachment would refuse it once the
     * agent has left the chat.
     */
    @GetMapping("/files/{file}")
    void download(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @PathVariable("file") String file,
            HttpServletResponse response)
            throws IOException {
        var chat = chat(user, text);
        requireParticipant(chat);
        var id = AttachmentId.parse("AttachmentId", file);
        var scope = chat.scope();
        var download = (scope == null ? downloads.read(chat.session(), id) : downloads.read(chat.session(), scope, id))
                .orElseThrow(() ->
                        new ResourceNotFoundException("Contact %s has no attachment %s".formatted(chat.id(), id)));
        try (var _ = download.content()) {
            access.record(user, chat.id(), TranscriptAccess.Kind.DOWNLOAD);
            FileDownloads.write(response, download);
        }
    }

    /** Opens the view that a message shows. */
    @GetMapping("/views/{item}")
    String view(
            ConsoleUser user, @PathVariable("contact") String text, @PathVariable("item") String item, Model model) {
        var chat = chat(user, text);
        requireParticipant(chat);
        access.record(user, chat.id(), TranscriptAccess.Kind.READ);
        model.addAttribute("back", "%s/%s".formatted(DesktopController.PATH, chat.id()));
        return views.show(chat.session(), chat.scope(), item, model);
    }

    private Desk.Held chat(ConsoleUser user, String text) {
        return desk.require(user, DesktopController.id(user, text));
    }

    private static ParticipantId requireParticipant(Desk.Held chat) {
        var participant = chat.held().participant();
        if (participant == null) {
            throw new ConflictException("Contact %s is not a chat that you have accepted".formatted(chat.id()));
        }
        return participant;
    }
}
