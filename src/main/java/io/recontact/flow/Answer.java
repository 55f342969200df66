package io.recontact.flow;

import io.recontact.language.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a call.
 *
 * @param external what a function has answered, as JSON text; none if nothing replaces what was there
 */
record Answer(UUID call, Outcome outcome, @Nullable String external) {}
