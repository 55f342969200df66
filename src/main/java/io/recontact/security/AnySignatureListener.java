package io.recontact.security;

import io.recontact.startup.GeneratedBeans;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Refuses to accept any signature beyond loopback, before anything else starts. */
class AnySignatureListener implements ApplicationListener<ApplicationPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        var environment = event.getApplicationContext().getEnvironment();
        if (!GeneratedBeans.areBeingGenerated()
                && environment.getProperty("recontact.accept-any-signature", boolean.class, false)) {
            SecurityConfiguration.requireLoopback(environment);
        }
    }

    /** After the settings are checked, and before the database is chosen and started. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
