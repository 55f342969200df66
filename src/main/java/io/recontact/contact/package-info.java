/** Contacts and their life: started, described, changed, ended, resumed, and forgotten when their time is over. */
@ApplicationModule(
        allowedDependencies = {"access", "chat", "cutoff", "directory", "egress", "idempotency", "transcript", "wire"})
@NullMarked
package io.recontact.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
