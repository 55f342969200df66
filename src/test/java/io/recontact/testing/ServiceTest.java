package io.recontact.testing;

import io.recontact.api.LogSamplerReset;
import io.recontact.retention.Retention;
import java.lang.annotation.ElementType;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * The whole service on a random port and a real PostgreSQL, called through the AWS SDK. Tests with the same properties
 * share one running service; each uses an instance of its own. The clock returns to the real time after each test.
 */
@Target(ElementType.TYPE)
@java.lang.annotation.Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "recontact.access-keys[0].id=" + Service.KEY_ID,
            "recontact.access-keys[0].secret=" + Service.KEY_SECRET,
            // Tests call the jobs themselves.
            "recontact.sweep.every=1d",
            "recontact.retention.every=1d",
            "recontact.retention.first-run-after=1d",
            "recontact.attachments.sweep-every=1d",
            "recontact.timers.every=1d",
            "recontact.routing.every=1d",
            "recontact.flows.every=1d",
            "recontact.flows.look-again-every=1d",
            "recontact.transcript-search.every=1d",
            "recontact.console.clean-up-every=1d",
            // Its password would be in the data directory of whoever runs the tests.
            "recontact.console.administrator=",
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({Service.class, QueuedChats.class, Retention.class, RowLocks.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestExecutionListeners(
        listeners = {ClockReset.class, LogSamplerReset.class},
        mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface ServiceTest {}
