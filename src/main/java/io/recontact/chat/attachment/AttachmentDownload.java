package io.recontact.chat.attachment;

import java.io.InputStream;

/** A file on its way to a participant. */
public record AttachmentDownload(String name, String contentType, long size, InputStream content) {}
