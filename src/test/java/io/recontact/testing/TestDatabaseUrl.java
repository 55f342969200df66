package io.recontact.testing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Takes the server that the tests use from the system properties before the first test, since services refuse settings
 * that they do not know.
 */
public final class TestDatabaseUrl implements LauncherSessionListener {

    static final String PROPERTY = "recontact.test.database-url";

    private static @Nullable String url;

    /** Returns the URL of the server; empty if the tests start one. */
    static Optional<String> get() {
        return Optional.ofNullable(url);
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        url = System.clearProperty(PROPERTY);
    }
}
