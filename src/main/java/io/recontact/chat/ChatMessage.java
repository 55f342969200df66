package io.recontact.chat;

/** The content of a message. */
public record ChatMessage(String contentType, String content) {}
