/**
 * The way out: the endpoints that this service may call, which its settings list, the only client that calls any, and
 * the lanes by which what is due reaches them.
 */
@ApplicationModule(allowedDependencies = {"wire"})
@NullMarked
package io.recontact.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
