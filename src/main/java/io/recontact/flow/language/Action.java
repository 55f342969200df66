package io.recontact.flow.language;

/** A step of a flow with its name, and where it leads. */
public record Action(String identifier, String type, Step step, Transitions transitions) {}
