package io.recontact.chat.attachment.web;

import io.recontact.api.LoggableFailure;
import io.recontact.chat.attachment.AttachmentDownloadService;
import io.recontact.chat.attachment.AttachmentUploadService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The URLs of uploads and downloads. They carry all that lets their bearers in; no header is needed. */
@RestController
class AttachmentContentController {

    static final String PATH = "/participant/attachments/";

    private static final Logger log = LoggerFactory.getLogger(AttachmentContentController.class);

    private final AttachmentUploadService uploads;
    private final AttachmentDownloadService downloads;

    AttachmentContentController(AttachmentUploadService uploads, AttachmentDownloadService downloads) {
        this.uploads = uploads;
        this.downloads = downloads;
    }

    @PutMapping(PATH + "{Ticket}")
    void uploadAttachment(@PathVariable("Ticket") String ticket, HttpServletRequest exchange) throws IOException {
        long length = exchange.getContentLengthLong();
        uploads.receive(ticket, length < 0 ? OptionalLong.empty() : OptionalLong.of(length), exchange.getInputStream());
    }

    @GetMapping(PATH + "{Ticket}")
    void downloadAttachment(@PathVariable("Ticket") String ticket, HttpServletResponse response) {
        var download = downloads.open(ticket);
        response.setContentType(download.contentType());
        response.setContentLengthLong(download.size());
        // Whatever the file turns out to be, a browser saves it, and runs nothing of it with the rights of this origin.
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(download.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        try (var content = download.content()) {
            content.transferTo(response.getOutputStream());
        } catch (IOException _) {
            // The client is gone; there is nobody left to tell.
        } catch (RuntimeException e) {
            // An error appended to half a file would look like part of it. The length tells that the rest is missing.
            log.error("A download has broken off", LoggableFailure.of(e));
        }
    }
}
