package io.recontact.api;

/** Names of members as callers know them. */
final class MemberNames {

    private MemberNames() {}

    /** {@code participantDetails.displayName} is {@code ParticipantDetails.DisplayName} on the wire. */
    static String ofProperty(String path) {
        var name = new StringBuilder(path);
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '.') {
                name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return name.toString();
    }
}
