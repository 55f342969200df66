package io.recontact.configuration;

import java.util.UUID;

/** A flow module in a list: everything except the content, which may be large. */
public record ModuleSummary(UUID id, String name, ContactFlow.State state) {}
