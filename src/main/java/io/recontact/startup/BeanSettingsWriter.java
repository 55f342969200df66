package io.recontact.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Adds the settings that were read while the bean definitions were generated. */
class BeanSettingsWriter implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        var environment = beans.getBean(ConfigurableEnvironment.class);
        if (!(environment.getPropertySources().get(SettingsRecorder.NAME) instanceof SettingsRecorder recorder)) {
            return null;
        }
        // When all others have been asked for their contributions, and have read what they read.
        return (generation, _) -> generation
                .getGeneratedFiles()
                .addResourceFile(
                        BeanSettings.PATH,
                        BeanSettings.of(environment, recorder.names()).text());
    }
}
