package io.recontact.flow.language;

/** An action of a flow: its step and its transitions. */
public record Action(String identifier, String type, Step step, Transitions transitions) {}
