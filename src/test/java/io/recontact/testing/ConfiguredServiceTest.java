package io.recontact.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * The service of {@link ServiceTest} with settings other than the default. They do not affect each other, so the tests
 * of each of them share one service.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=framework",
            "recontact.allowed-origins=https://shop.example.com,https://*.example.org",
            "recontact.limits.messages=CURRENT",
            "recontact.flows.strict=true",
            "recontact.access-keys[0].id=" + Service.KEY_ID,
            "recontact.access-keys[0].secret=" + Service.KEY_SECRET,
            "recontact.access-keys[1].id=ONEINSTANCE",
            "recontact.access-keys[1].secret=s1",
            "recontact.access-keys[1].instances=" + ConfiguredServiceTest.FIRST_INSTANCE,
            "recontact.access-keys[2].id=READER",
            "recontact.access-keys[2].secret=s2",
            "recontact.access-keys[2].read-only=true",
            "recontact.first-instance.id=" + ConfiguredServiceTest.FIRST_INSTANCE,
            // A jump of the clock must not close websockets.
            "recontact.delivery.silence=1d",
        })
public @interface ConfiguredServiceTest {

    /** The id of the first instance, to which the key ONEINSTANCE is limited. */
    String FIRST_INSTANCE = "01900000-0000-7000-8000-000000000001";
}
