package io.recontact.webhook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Something outside that the settings list, and that may therefore be called. */
public interface WebhookEndpoint {

    /** What logs and metrics call it. */
    String name();

    /** Where it listens. */
    URI url();

    /** What requests to it are sealed with; they are not, when it is absent. */
    @Nullable String secret();

    /** Whether there is a way to call a URL, and nothing in it that a call would leave out. */
    static boolean isCallable(@Nullable URI url) {
        return url != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && url.getFragment() == null;
    }
}
