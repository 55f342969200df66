package io.recontact.seed;

import io.recontact.startup.GeneratedBeans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * Reads and checks the seed before anything else starts, so that a mistake in a file prevents startup without touching
 * a database. A check ends there.
 */
class SeedListener implements ApplicationListener<ApplicationPreparedEvent>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(SeedListener.class);

    /** The argument of a start that only checks the seed. */
    private static final String CHECK = "check";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        if (GeneratedBeans.areBeingGenerated()) {
            return;
        }
        var context = (GenericApplicationContext) event.getApplicationContext(); // every context of Spring Boot is one
        var environment = context.getEnvironment();
        var settings = Binder.get(environment).bindOrCreate("recontact", SeedProperties.class);
        var isCheck = settings.seedCheck() || isArgument(event);
        if (settings.seed() == null) {
            if (isCheck) {
                throw new SeedException("There is nothing to check: set recontact.seed to a file or a folder");
            }
            return;
        }
        var seed = SeedReader.read(settings.seed());
        if (isCheck) {
            log.info("{} is valid: {}", settings.seed(), seed.summary());
            throw new SpringApplication.AbandonedRunException(context);
        }
        context.registerBean(Seed.class, () -> seed);
    }

    private static boolean isArgument(ApplicationPreparedEvent event) {
        for (var argument : event.getArgs()) {
            if (argument.equals("--" + CHECK)) {
                return true;
            }
        }
        return false;
    }

    /** After the settings are checked, and before the database is chosen and started. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
