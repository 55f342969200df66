/** Records what clients of the service see, and checks the record against the promises in docs/consistency.md. */
@NullMarked
package io.recontact.consistency;

import org.jspecify.annotations.NullMarked;
