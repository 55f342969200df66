package io.recontact.security;

/**
 * ASCII characters that a part of a signature may consist of. Every request has several parts, and a regular expression
 * takes ten times as long for one.
 */
final class Alphabet {

    static final String DIGITS = "0123456789";
    static final String LOWER_CASE = "abcdefghijklmnopqrstuvwxyz";

    static final String WORD_CHARACTERS = DIGITS + LOWER_CASE + "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-";

    /** Letters, digits, dot, underscore and dash: logs, messages and ARNs can contain them unescaped. */
    static final Alphabet WORD = new Alphabet(WORD_CHARACTERS);

    private final boolean[] members = new boolean[128];

    Alphabet(String members) {
        for (int i = 0; i < members.length(); i++) {
            this.members[members.charAt(i)] = true;
        }
    }

    boolean has(int character) {
        return character >= 0 && character < members.length && members[character];
    }

    /** Returns true if a text has no other characters, and a length within bounds. */
    boolean spells(String text, int minLength, int maxLength) {
        if (text.length() < minLength || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
