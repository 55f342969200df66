package io.recontact.api;

/** Names of members as callers know them. */
final class MemberNames {

    private MemberNames() {}

    /** Returns {@code ParticipantDetails.DisplayName} for {@code participantDetails.displayName}. */
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
