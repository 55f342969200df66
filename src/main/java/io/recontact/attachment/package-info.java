/**
 * Files that participants attach to a chat: uploaded and downloaded here, by URLs that are good once and not for long.
 */
@ApplicationModule(allowedDependencies = {"chat", "idempotency", "transcript", "wire"})
@NullMarked
package io.recontact.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
