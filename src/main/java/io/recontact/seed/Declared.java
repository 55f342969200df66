package io.recontact.seed;

import tools.jackson.databind.node.ObjectNode;

/**
 * A declared instance or resource.
 *
 * @param label what it is, for messages
 * @param path its path in the file
 */
record Declared(String label, ObjectNode members, Source source, String path) {

    /** Returns an exception that names the declaration and the reason. */
    SeedException refuse(String reason) {
        return refuse("", reason);
    }

    /**
     * Returns an exception that names the line of a member and the reason.
     *
     * @param member its path within the declaration; empty for the declaration itself
     */
    SeedException refuse(String member, String reason) {
        return source.refuse(member.isEmpty() ? path : path + "." + member, "%s: %s".formatted(label, reason));
    }

    /** Returns the text of a member; empty if there is none. */
    String text(String member) {
        return members.path(member).asString("");
    }
}
