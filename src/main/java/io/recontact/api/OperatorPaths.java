package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;

/** The paths for the operator of the service: health, info and metrics. */
public final class OperatorPaths {

    private OperatorPaths() {}

    /** Returns true if a request has such a path. */
    public static boolean include(HttpServletRequest request) {
        var path = request.getRequestURI();
        // A path with dot segments, parameters or escapes could resolve to another one.
        var isPlain = !path.contains("..") && !path.contains(";") && !path.contains("%");
        return isPlain && (path.equals("/actuator") || path.startsWith("/actuator/"));
    }

    /** Returns true if a request has such a path, written with escapes. */
    static boolean areEscaped(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/actuator/") && path.contains("%");
    }
}
