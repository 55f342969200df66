package io.recontact.testing;

import io.recontact.api.LogSamplerReset;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import org.springframework.test.context.TestPropertySource;

/**
 * The module of the test and the modules that it depends on, with a real PostgreSQL and without a port: for rules that
 * need no HTTP. ModularityTests verifies the modules themselves.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, verifyAutomatically = false)
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(MutableClock.class)
@TestPropertySource(
        properties = {
            "recontact.access-keys[0].id=" + Service.KEY_ID,
            "recontact.access-keys[0].secret=" + Service.KEY_SECRET,
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestExecutionListeners(
        listeners = {ClockReset.class, LogSamplerReset.class},
        mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface ModuleTest {}
