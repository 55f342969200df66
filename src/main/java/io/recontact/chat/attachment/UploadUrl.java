package io.recontact.chat.attachment;

import java.time.Instant;

/**
 * The URL of an upload.
 *
 * @param token the token in the URL, which authorizes one upload
 * @param contentType the content type under which the file is stored
 */
public record UploadUrl(AttachmentId attachment, String token, Instant expiry, String contentType) {}
