package io.recontact.chat.attachment;

import java.time.Instant;

/**
 * The URL of a download.
 *
 * @param token the token in the URL, which authorizes one download
 * @param size the size of the file in bytes
 */
public record DownloadUrl(String token, Instant expiry, long size) {}
