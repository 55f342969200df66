package io.recontact.chat.attachment;

import java.io.InputStream;

/** A file to download. */
public record AttachmentDownload(String name, String contentType, long size, InputStream content) {}
