/**
 * Contact events: what happens to contacts, told to endpoints outside, in order per contact and at least once. The
 * database writes them with the change (docs/decisions/0015); this module delivers them.
 */
@ApplicationModule(allowedDependencies = {"access", "egress", "wire"})
@NullMarked
package io.recontact.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
