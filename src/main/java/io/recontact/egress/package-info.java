/**
 * The way out: the endpoints that this service may call, which its settings list, and the only client that calls any.
 */
@ApplicationModule(allowedDependencies = {"wire"})
@NullMarked
package io.recontact.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
