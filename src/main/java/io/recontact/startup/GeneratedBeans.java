package io.recontact.startup;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;

/**
 * Chooses how a start finds its beans. The build of a jar generates the bean definitions of the default settings. A
 * start uses them if every setting that the build has read for them has the same value now; any other start reads the
 * configuration classes and evaluates their conditions. The system property {@code spring.aot.enabled} overrides this.
 */
public final class GeneratedBeans implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final Logger log = LoggerFactory.getLogger(GeneratedBeans.class);

    private final Class<?> application;

    public GeneratedBeans(Class<?> application) {
        this.application = application;
    }

    /** Returns whether this process is the step of the build that generates the bean definitions. */
    public static boolean areBeingGenerated() {
        return Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        if (areBeingGenerated()) {
            environment.getPropertySources().addFirst(new SettingsRecorder());
        } else if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null && isPackaged()) {
            BeanSettings.ofBuild().ifPresent(settings -> use(settings.differences(environment)));
        }
    }

    private static void use(Set<String> differences) {
        if (differences.isEmpty()) {
            SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        } else {
            log.debug("Settings differ from those of the generated bean definitions: {}", differences);
        }
    }

    /** Classes in a folder may be newer than what was generated for them. */
    private boolean isPackaged() {
        var source = new ApplicationHome(application).getSource();
        return source != null && source.isFile();
    }

    /** After all sources of settings have been added. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
