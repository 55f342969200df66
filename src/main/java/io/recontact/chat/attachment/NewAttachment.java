package io.recontact.chat.attachment;

/** A file that a participant wants to attach, as it describes it. */
public record NewAttachment(String name, String contentType, long size) {}
