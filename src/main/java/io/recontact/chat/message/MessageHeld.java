package io.recontact.chat.message;

/** Published when a message waits for a processor; news for after the commit. */
public record MessageHeld(String processorArn) {}
