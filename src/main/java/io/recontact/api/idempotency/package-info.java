/**
 * Makes requests repeatable: the first request with a {@code ClientToken} acts, a repeat gets the answer of the first.
 * Owns the tables of client tokens.
 */
@NamedInterface("idempotency")
@NullMarked
package io.recontact.api.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
