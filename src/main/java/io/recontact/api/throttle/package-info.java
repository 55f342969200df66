/**
 * Limits the request rate of each operation. There is no limit unless it is configured; then all nodes share one bucket
 * for each operation. Failures of sign-ins are limited in the same table. Owns the table of rate buckets.
 */
@NamedInterface("throttle")
@NullMarked
package io.recontact.api.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
