package io.recontact.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The service of {@link ServiceTest} with limits that tests can reach. The tests of these limits share one service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@TestPropertySource(
        properties = {LimitedServiceTest.QUOTA, LimitedServiceTest.RATES, "recontact.import.max-size=200KB"})
public @interface LimitedServiceTest {

    /** The quota of active chats of an instance. */
    int ACTIVE_CHATS = 40;

    /** The setting of the quota. */
    String QUOTA = "recontact.limits.active-chats=" + ACTIVE_CHATS;

    /** The setting of the rates. */
    String RATES = "recontact.limits.rates=CreateContactFlow=0.001/6";
}
