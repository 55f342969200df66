package io.recontact.testcontrol;

import io.recontact.testing.FreshDatabase;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * The whole service with test controls and its own clock, on a random port. Clients sign with the real time. Jobs run
 * once a day, so that only the test controls make them run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "recontact.test-controls.enabled=true",
            "recontact.access-keys[0].id=" + Service.KEY_ID,
            "recontact.access-keys[0].secret=" + Service.KEY_SECRET,
            "recontact.sweep.every=1d",
            "recontact.retention.every=1d",
            "recontact.retention.first-run-after=1d",
            "recontact.timers.every=1d",
            "recontact.routing.every=1d",
            "recontact.flows.every=1d",
            "recontact.flows.look-again-every=1d",
            "recontact.console.administrator=",
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({ControlledService.class, QueuedChats.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface TestControlTest {}
