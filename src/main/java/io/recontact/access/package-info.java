/**
 * Who is calling: verifies AWS Signature Version 4 on every call of the Connect API and turns it into a
 * {@link io.recontact.access.Caller}, which knows what its key may touch.
 */
@ApplicationModule(allowedDependencies = {"database", "wire"})
@NullMarked
package io.recontact.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
