package io.recontact.chat.attachment;

/**
 * A file that a participant announces.
 *
 * @param size the size in bytes
 */
public record NewAttachment(String name, String contentType, long size) {}
