package io.recontact.history.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.TranscriptScope;
import io.recontact.history.ContactTranscriptService;
import io.recontact.history.TranscriptFormat;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Transcripts in the admin API. */
@RestController
@RequestMapping("/admin/v1/instances/{InstanceId}/contacts/{ContactId}/transcript")
class ContactTranscriptController {

    private static final int MAX_PAGE = 100;

    private final ContactTranscriptService transcripts;

    ContactTranscriptController(ContactTranscriptService transcripts) {
        this.transcripts = transcripts;
    }

    @GetMapping
    ContactTranscriptService.Page getContactTranscript(
            @RequestParam(defaultValue = "CONTACT") TranscriptScope scope,
            @RequestParam(defaultValue = "BACKWARD") ScanDirection scanDirection,
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Size(min = 1, max = 1000) @Nullable String nextToken,
            InstanceId instance,
            ContactId contact) {
        return transcripts.page(
                instance, contact, scope, scanDirection, maxResults == null ? MAX_PAGE : maxResults, nextToken);
    }

    @GetMapping("/file")
    void getContactTranscriptFile(
            @RequestParam(defaultValue = "CONTACT") TranscriptScope scope,
            @RequestParam(defaultValue = "JSON") TranscriptFormat format,
            InstanceId instance,
            ContactId contact,
            HttpServletResponse response)
            throws IOException {
        transcripts.write(instance, contact, scope, format, () -> {
            response.setContentType(format.mediaType());
            // A saved page runs nothing either: all texts in it are escaped.
            response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("%s.%s".formatted(contact, format.extension()))
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }
}
