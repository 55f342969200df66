package io.recontact.api;

/** Text that PostgreSQL can store. */
public final class StorableText {

    private StorableText() {}

    /** Returns false if the text contains NUL or a surrogate without its other half, which has no UTF-8 form. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
