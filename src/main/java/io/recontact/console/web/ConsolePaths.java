package io.recontact.console.web;

import jakarta.servlet.http.HttpServletRequest;

/** The paths of the console. */
final class ConsolePaths {

    static final String ROOT = "/console";
    static final String ASSETS = ROOT + "/assets/";
    static final String SIGN_IN = ROOT + "/sign-in";
    static final String SIGN_OUT = ROOT + "/sign-out";
    static final String PASSWORD = ROOT + "/password";

    private ConsolePaths() {}

    /** Returns true for a page or what belongs to one. */
    static boolean include(HttpServletRequest request) {
        var path = request.getRequestURI();
        return isPlain(path) && (path.equals(ROOT) || path.startsWith(ROOT + "/"));
    }

    static boolean isAsset(HttpServletRequest request) {
        return include(request) && request.getRequestURI().startsWith(ASSETS);
    }

    /** Returns true for a path and query of the console, which a sign-in may lead to. */
    static boolean isPage(String target) {
        var path = target.split("\\?", 2)[0];
        return isPlain(path) && (path.equals(ROOT) || path.startsWith(ROOT + "/"));
    }

    /** A path with dot segments, parameters or escapes could resolve to another one. No page needs them. */
    private static boolean isPlain(String path) {
        return !path.contains("..")
                && !path.contains("//")
                && !path.contains(";")
                && !path.contains("%")
                && !path.contains("\\");
    }
}
