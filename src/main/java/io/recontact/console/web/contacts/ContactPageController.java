package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.attachment.AttachmentDownloadService;
import io.recontact.chat.attachment.AttachmentId;
import io.recontact.chat.transcript.TranscriptScope;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.TranscriptAccess;
import io.recontact.console.web.live.LiveStreams;
import io.recontact.console.web.live.SessionFeed;
import io.recontact.history.ContactTranscriptService;
import io.recontact.history.TranscriptFormat;
import io.recontact.push.SessionChanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a contact, its transcript in parts and as a file, and the files in it. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/contacts/{contact}")
class ContactPageController {

    private final ContactPages pages;
    private final TranscriptPages parts;
    private final ContactTranscriptService transcripts;
    private final AttachmentDownloadService attachments;
    private final ContactViewPages views;
    private final TranscriptAccess access;
    private final LiveStreams streams;
    private final SessionChanges changes;

    ContactPageController(
            ContactPages pages,
            TranscriptPages parts,
            ContactTranscriptService transcripts,
            AttachmentDownloadService attachments,
            ContactViewPages views,
            TranscriptAccess access,
            LiveStreams streams,
            SessionChanges changes) {
        this.pages = pages;
        this.parts = parts;
        this.transcripts = transcripts;
        this.attachments = attachments;
        this.views = views;
        this.access = access;
        this.streams = streams;
        this.changes = changes;
    }

    @GetMapping
    String contact(ConsoleUser user, @PathVariable("contact") String text, Model model) {
        return pages.show(user, pages.require(user, text), model);
    }

    /** Returns the newest items of a live transcript, from the oldest one that the page has in this part. */
    @GetMapping("/transcript/newest")
    String newest(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(required = false) @Nullable String since,
            Model model) {
        var contact = pages.require(user, text);
        pages.addTranscript(user, contact, model);
        model.addAttribute("items", parts.newest(user, new ContactId(contact.id()), since));
        return "console/transcript :: newest";
    }

    /** Tells the page when to read the newest items again. */
    @GetMapping("/transcript/live")
    void live(
            ConsoleUser user,
            @PathVariable("contact") String text,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session = pages.require(user, text).session();
        streams.serve(
                request,
                response,
                user,
                Permission.CONTACT_TRANSCRIPTS,
                stream -> SessionFeed.open(stream, session, changes));
    }

    /** Returns items before those that the page has. */
    @GetMapping("/transcript/earlier")
    String earlier(ConsoleUser user, @PathVariable("contact") String text, @RequestParam String before, Model model) {
        var contact = pages.require(user, text);
        pages.addTranscript(user, contact, model);
        model.addAttribute("items", parts.earlier(user, new ContactId(contact.id()), before));
        return "console/transcript :: earlier";
    }

    @GetMapping("/transcript/file")
    void file(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @RequestParam(defaultValue = "HTML") TranscriptFormat format,
            HttpServletResponse response)
            throws IOException {
        var id = new ContactId(pages.require(user, text).id());
        transcripts.write(user.instance(), id, TranscriptScope.CONTACT, format, () -> {
            access.record(user, id, TranscriptAccess.Kind.DOWNLOAD);
            FileDownloads.begin(response, format.mediaType(), "%s.%s".formatted(id, format.extension()));
            return response.getOutputStream();
        });
    }

    /** Opens the view that a message shows. */
    @GetMapping("/views/{item}")
    String view(
            ConsoleUser user, @PathVariable("contact") String text, @PathVariable("item") String item, Model model) {
        var contact = pages.require(user, text);
        access.record(user, new ContactId(contact.id()), TranscriptAccess.Kind.READ);
        model.addAttribute("back", "/console/contacts/" + contact.id());
        return views.show(contact.session(), null, item, model);
    }

    @GetMapping("/attachments/{attachment}")
    void attachment(
            ConsoleUser user,
            @PathVariable("contact") String text,
            @PathVariable("attachment") String file,
            HttpServletResponse response)
            throws IOException {
        var contact = pages.require(user, text);
        var id = AttachmentId.parse("AttachmentId", file);
        var download = attachments
                .read(contact.session(), id)
                .orElseThrow(() ->
                        new ResourceNotFoundException("Contact %s has no attachment %s".formatted(contact.id(), id)));
        try (var _ = download.content()) {
            access.record(user, new ContactId(contact.id()), TranscriptAccess.Kind.DOWNLOAD);
            FileDownloads.write(response, download);
        }
    }
}
