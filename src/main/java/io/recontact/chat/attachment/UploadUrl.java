package io.recontact.chat.attachment;

import java.time.Instant;

/**
 * Where a file is to be uploaded.
 *
 * @param ticket lets its bearer upload the file, once
 * @param contentType what the file is kept as
 */
public record UploadUrl(AttachmentId attachment, String ticket, Instant expiry, String contentType) {}
