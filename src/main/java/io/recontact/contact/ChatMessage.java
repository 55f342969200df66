package io.recontact.contact;

/** What a customer says when starting a chat. */
public record ChatMessage(String contentType, String content) {}
