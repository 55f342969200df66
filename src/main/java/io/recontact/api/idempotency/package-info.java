/**
 * Makes requests repeatable: the first request with a {@code ClientToken} takes effect, and a repeat gets the answer of
 * the first. Owns the table of client tokens.
 */
@NamedInterface("idempotency")
@NullMarked
package io.recontact.api.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
