package io.recontact.seed;

import java.nio.file.Path;
import java.util.Map;

/**
 * The file of a declaration.
 *
 * @param lines the line of each value, from 1, by its path such as {@code Instances[0].Queues[1].Name}
 */
record Source(Path file, Map<String, Integer> lines) {

    /** Returns an exception that names the file, the line of a path or of the nearest path above it, and the reason. */
    SeedException refuse(String path, String reason) {
        return new SeedException("%s:%d: %s".formatted(file, line(path), reason));
    }

    private int line(String path) {
        var nearest = path;
        while (!lines.containsKey(nearest)) {
            var end = Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['));
            if (end < 0) {
                return 1;
            }
            nearest = nearest.substring(0, end);
        }
        return lines.get(nearest);
    }
}
