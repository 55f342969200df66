/**
 * Limits the request rate of each operation. There is no limit unless it is configured; then all nodes share one bucket
 * for each operation. Owns the table of rate buckets.
 */
@NullMarked
package io.recontact.api.throttle;

import org.jspecify.annotations.NullMarked;
