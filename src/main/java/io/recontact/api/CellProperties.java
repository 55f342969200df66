package io.recontact.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The cell that this node belongs to.
 *
 * @param cell the name of this deployment among several, such as {@code eu-1}: up to 32 lower-case letters, digits and
 *     hyphens; null if there is only one
 */
@ConfigurationProperties("recontact")
public record CellProperties(@Nullable String cell) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** Checks the name. An empty one means that there is only one cell. */
    public CellProperties {
        if (cell != null && cell.isBlank()) {
            cell = null;
        }
        if (cell != null && !isName(cell)) {
            throw new IllegalArgumentException(
                    "recontact.cell must be 1 to 32 lower-case letters, digits and hyphens, and not begin with a hyphen");
        }
    }

    /** Returns true if the text can be the name of a cell. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
