/**
 * Test controls: move the clock of the service, inject faults, close websockets, and show and reset the state of an
 * instance. {@code docs/test-controls-v1.yaml} describes their API. Nothing of it exists unless
 * {@code recontact.test-controls.enabled=true}; no module depends on it. Owns the table with the offset of the clock.
 */
@ApplicationModule(
        allowedDependencies = {"api", "chat", "chat :: participant", "chat :: token", "configuration", "push"})
@NullMarked
package io.recontact.testcontrol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
