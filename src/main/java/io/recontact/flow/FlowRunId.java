package io.recontact.flow;

import java.util.UUID;

/**
 * Identifies a run of a flow. A contact runs one flow at a time, and each of its runs has another id. The contact comes
 * first because the primary key of the table finds the row by it.
 */
record FlowRunId(UUID contactId, UUID id) {}
