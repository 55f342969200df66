package io.recontact.attachment;

import java.io.InputStream;

/** A file on its way to a participant. */
public record Download(String name, String contentType, long size, InputStream content) {}
