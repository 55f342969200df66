package io.recontact.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context its own database on the server of this test run. */
public final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().containsProperty("spring.datasource.url")) {
            return;
        }
        TestPropertyValues.of(
                        "spring.datasource.url=" + TestDatabase.freshDatabaseUrl(),
                        "spring.datasource.username=" + TestDatabase.username(),
                        "spring.datasource.password=" + TestDatabase.password())
                .applyTo(context);
    }
}
