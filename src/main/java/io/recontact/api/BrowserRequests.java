package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Requests of pages for people. They belong to no operation and need no signature: the module that serves the pages
 * marks them, and checks who sends them.
 */
public final class BrowserRequests {

    private static final String ATTRIBUTE = BrowserRequests.class.getName();

    private BrowserRequests() {}

    /** Marks a request as one of a page. */
    public static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    /** Returns true if the request is marked. */
    public static boolean include(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
