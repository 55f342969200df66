package io.recontact.chat.attachment.web;

import io.recontact.api.PublicUrl;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.attachment.AttachmentDownloadService;
import io.recontact.chat.attachment.AttachmentId;
import io.recontact.chat.attachment.AttachmentService;
import io.recontact.chat.participant.AuthenticatedParticipant;
import io.recontact.chat.token.TokenType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AttachmentController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final AttachmentService attachments;
    private final AttachmentDownloadService downloads;
    private final PublicUrl publicUrl;

    AttachmentController(AttachmentService attachments, AttachmentDownloadService downloads, PublicUrl publicUrl) {
        this.attachments = attachments;
        this.downloads = downloads;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/participant/start-attachment-upload")
    StartAttachmentUpload.Response startAttachmentUpload(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody StartAttachmentUpload.Request request,
            HttpServletRequest exchange) {
        var upload = attachments.start(participant, request.toNewAttachment(), request.clientToken());
        return StartAttachmentUpload.Response.of(upload, url(exchange, upload.token()));
    }

    @PostMapping("/participant/complete-attachment-upload")
    Map<String, String> completeAttachmentUpload(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody CompleteAttachmentUpload.Request request) {
        attachments.complete(participant, request.attachmentId(), request.clientToken());
        return NO_OUTPUT;
    }

    @PostMapping("/participant/attachment")
    GetAttachment.Response getAttachment(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody GetAttachment.Request request,
            HttpServletRequest exchange) {
        var download = downloads.issue(
                participant, AttachmentId.parse("AttachmentId", request.attachmentId()), request.urlExpiry());
        return GetAttachment.Response.of(download, url(exchange, download.token()));
    }

    private String url(HttpServletRequest exchange, String token) {
        return publicUrl.http(exchange, AttachmentContentController.PATH + token);
    }
}
