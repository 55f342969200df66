package io.recontact.startup;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Notes the names that records of settings ask for, and the first value that one of them refuses. */
final class SettingNames implements BindHandler {

    private final Set<ConfigurationPropertyName> all = new LinkedHashSet<>();
    private final Set<ConfigurationPropertyName> failed = new HashSet<>();
    private @Nullable String fault;

    Set<ConfigurationPropertyName> all() {
        return all;
    }

    /** Returns a sentence about the first invalid value; empty if there is none. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
        if (!target.getType().toClass().isRecord()) { // whose members are settings
            all.add(name);
        }
        return target;
    }

    /** Goes on, so that all names are noted. */
    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        // Elements behind a gap in a list. A refused element leaves a gap as well, and may have names that are unknown.
        if (error instanceof UnboundConfigurationPropertiesException unbound
                && failed.stream().noneMatch(name::isAncestorOf)) {
            unbound.getUnboundProperties().forEach(property -> all.add(property.getName()));
        }
        failed.add(name);
        if (fault == null) {
            fault = SettingFault.sentence(name, target, context.getConfigurationProperty(), error);
        }
        return null;
    }
}
