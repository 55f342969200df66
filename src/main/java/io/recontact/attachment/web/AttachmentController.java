package io.recontact.attachment.web;

import io.recontact.attachment.AttachmentId;
import io.recontact.attachment.Attachments;
import io.recontact.attachment.Downloads;
import io.recontact.chat.Bearer;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.TokenKind;
import io.recontact.wire.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AttachmentController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final Attachments attachments;
    private final Downloads downloads;
    private final PublicUrl publicUrl;

    AttachmentController(Attachments attachments, Downloads downloads, PublicUrl publicUrl) {
        this.attachments = attachments;
        this.downloads = downloads;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/participant/start-attachment-upload")
    StartAttachmentUpload.Response startAttachmentUpload(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant,
            @Valid @RequestBody StartAttachmentUpload.Request request,
            HttpServletRequest exchange) {
        var upload = attachments.start(participant, request.toNewAttachment(), request.clientToken());
        return StartAttachmentUpload.Response.of(upload, url(exchange, upload.ticket()));
    }

    @PostMapping("/participant/complete-attachment-upload")
    Map<String, String> completeAttachmentUpload(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant,
            @Valid @RequestBody CompleteAttachmentUpload.Request request) {
        attachments.complete(participant, request.attachmentId(), request.clientToken());
        return NO_OUTPUT;
    }

    @PostMapping("/participant/attachment")
    GetAttachment.Response getAttachment(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant,
            @Valid @RequestBody GetAttachment.Request request,
            HttpServletRequest exchange) {
        var download = downloads.issue(
                participant, AttachmentId.parse("AttachmentId", request.attachmentId()), request.life());
        return GetAttachment.Response.of(download, url(exchange, download.ticket()));
    }

    private String url(HttpServletRequest exchange, String ticket) {
        return publicUrl.http(exchange, TransferController.PATH + ticket);
    }
}
