package io.recontact.console.web.contacts;

import io.recontact.chat.attachment.AttachmentDownload;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Answers with files of people. Browsers save them, and run nothing of them if they do not. */
public final class FileDownloads {

    private FileDownloads() {}

    /** Sets the headers of a file. */
    static void begin(HttpServletResponse response, String mediaType, String name) {
        response.setContentType(mediaType);
        // As in the admin API: a saved page runs nothing, and has its styles in it.
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    /** Writes a file, whose stream the caller closes. */
    public static void write(HttpServletResponse response, AttachmentDownload file) throws IOException {
        begin(response, file.contentType(), file.name());
        response.setContentLengthLong(file.size());
        file.content().transferTo(response.getOutputStream());
    }
}
