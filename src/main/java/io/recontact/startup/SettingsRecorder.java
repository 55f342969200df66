package io.recontact.startup;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertySource;

/** Notes the name of every setting that is read, and has no values itself. */
final class SettingsRecorder extends PropertySource<Set<String>> {

    static final String NAME = "settingsRecorder";

    SettingsRecorder() {
        super(NAME, new ConcurrentSkipListSet<>());
    }

    Set<String> names() {
        return Set.copyOf(source);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        source.add(name);
        return null;
    }
}
