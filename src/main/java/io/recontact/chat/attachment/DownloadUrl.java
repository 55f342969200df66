package io.recontact.chat.attachment;

import java.time.Instant;

/**
 * Where a file may be downloaded.
 *
 * @param ticket lets its bearer download the file, once
 */
public record DownloadUrl(String ticket, Instant expiry, long size) {}
