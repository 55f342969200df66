package io.recontact.attachment;

import java.time.Instant;

/**
 * Where a file may be downloaded.
 *
 * @param ticket lets its bearer download the file, once
 */
public record DownloadTicket(String ticket, Instant expiry, long size) {}
