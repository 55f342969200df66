package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of a hierarchy, which the model has as members LevelOne to LevelFive. */
final class Levels {

    private Levels() {}

    /** Returns what a level has; null if there is no such level. */
    static <T> @Nullable T get(List<T> levels, int level) {
        return level > levels.size() ? null : levels.get(level - 1);
    }
}
