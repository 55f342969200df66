package io.recontact.chat;

/** What a participant says. */
public record ChatMessage(String contentType, String content) {}
