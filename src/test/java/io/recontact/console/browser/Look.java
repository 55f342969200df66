package io.recontact.console.browser;

import java.util.Locale;

/** A colour scheme and width of a page. */
enum Look {
    LIGHT(1280, 900, "light"),
    DARK(1280, 900, "dark"),
    PHONE(390, 844, "light");

    final int width;
    final int height;
    final String colors;

    Look(int width, int height, String colors) {
        this.width = width;
        this.height = height;
        this.colors = colors;
    }

    boolean isPhone() {
        return this == PHONE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
