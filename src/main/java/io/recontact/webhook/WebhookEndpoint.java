package io.recontact.webhook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An HTTP endpoint of the settings. The service calls no other. */
public interface WebhookEndpoint {

    /** Identifies the endpoint in logs and metrics. */
    String name();

    /** Receives the requests. */
    URI url();

    /** Signs the requests; absent, they are not signed. */
    @Nullable String secret();

    /** Returns whether a URL is valid: HTTP or HTTPS with a host, and neither user nor fragment. */
    static boolean isCallable(@Nullable URI url) {
        return url != null
                && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && url.getFragment() == null;
    }
}
