package io.recontact.widget.web;

import jakarta.servlet.http.HttpServletRequest;

/** The paths of the widget. */
final class WidgetPaths {

    static final String SCRIPT = "/widget.js";
    static final String ROOT = "/widget";
    static final String FRAME = ROOT + "/chat";
    static final String CHATS = ROOT + "/chats";
    static final String FILES = ROOT + "/assets/";

    private WidgetPaths() {}

    /** Returns true for a path of the widget. One with escapes or parameters could resolve to another path. */
    static boolean include(HttpServletRequest request) {
        var path = request.getRequestURI();
        return (path.equals(SCRIPT) || path.equals(ROOT) || path.startsWith(ROOT + "/"))
                && !path.contains("..")
                && !path.contains("//")
                && !path.contains(";")
                && !path.contains("%")
                && !path.contains("\\");
    }
}
