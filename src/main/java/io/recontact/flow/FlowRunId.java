package io.recontact.flow;

import java.util.UUID;

/** Identifies a run of a flow. A contact runs one flow at a time, and each of its runs has another id. */
record FlowRunId(UUID value) {}
