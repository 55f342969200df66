/**
 * Authenticates callers: verifies AWS Signature Version 4 on every call of the Connect API and attaches the
 * {@link io.recontact.security.Caller}, which knows what its access key permits.
 */
@ApplicationModule(allowedDependencies = {"api", "database"})
@NullMarked
package io.recontact.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
