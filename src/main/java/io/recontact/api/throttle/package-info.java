/**
 * Limits the request rate of each operation. Limits are off unless they are set; then one bucket serves all nodes. Owns
 * the tables of rate buckets.
 */
@NullMarked
package io.recontact.api.throttle;

import org.jspecify.annotations.NullMarked;
