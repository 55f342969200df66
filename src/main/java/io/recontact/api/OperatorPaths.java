package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;

/** The paths that belong to whoever runs the service, not to its callers: health, info and metrics. */
public final class OperatorPaths {

    private OperatorPaths() {}

    /** Whether a request is for one of them. */
    public static boolean include(HttpServletRequest request) {
        var path = request.getRequestURI();
        // A path with dot segments, parameters or escapes could mean another one to whoever resolves it.
        var isPlain = !path.contains("..") && !path.contains(";") && !path.contains("%");
        return isPlain && (path.equals("/actuator") || path.startsWith("/actuator/"));
    }

    /** Whether a request spells one of them, or one below them, with escapes. */
    static boolean areEscaped(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/actuator/") && path.contains("%");
    }
}
