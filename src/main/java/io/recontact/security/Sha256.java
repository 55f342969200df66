package io.recontact.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256. */
final class Sha256 {

    private static final Alphabet HEXADECIMAL = new Alphabet(Alphabet.DIGITS + "abcdef");
    private static final int LENGTH = 64;

    /** Threads copy it, and none uses it: a search for the provider takes as long as a short digest. */
    private static final MessageDigest EMPTY = newDigest();

    private Sha256() {}

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Returns true if a text has the form of {@link #hex}. */
    static boolean isHex(String text) {
        return HEXADECIMAL.spells(text, LENGTH, LENGTH);
    }

    /** Returns a new digest. */
    static MessageDigest digest() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException _) {
            return newDigest();
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
