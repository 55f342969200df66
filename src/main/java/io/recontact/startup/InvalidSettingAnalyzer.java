package io.recontact.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains an invalid setting that the check before the start cannot find, such as one of Spring Boot, in one sentence,
 * and without values that may be secrets.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidSettingAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException invalid) {
                return new FailureAnalysis(SettingFault.sentence(invalid), null, invalid);
            }
            if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
                return new FailureAnalysis("%s: %s".formatted(invalid.getName(), invalid.getReason()), null, invalid);
            }
        }
        return null;
    }
}
