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

/** Serves the URLs of uploads and downloads. The token in the URL is the only credential. */
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

    @PutMapping(PATH + "{Token}")
    void uploadAttachment(@PathVariable("Token") String token, HttpServletRequest exchange) throws IOException {
        long length = exchange.getContentLengthLong();
        uploads.receive(token, length < 0 ? OptionalLong.empty() : OptionalLong.of(length), exchange.getInputStream());
    }

    @GetMapping(PATH + "{Token}")
    void downloadAttachment(@PathVariable("Token") String token, HttpServletResponse response) {
        var download = downloads.open(token);
        response.setContentType(download.contentType());
        response.setContentLengthLong(download.size());
        // A browser saves any content, and runs none of it in this origin.
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
            // The client has disconnected.
        } catch (RuntimeException e) {
            // An error appended to half a file would look like a part of it. The client sees by the length that bytes
            // are missing.
            log.error("A download of an attachment failed halfway", LoggableFailure.of(e));
        }
    }
}
