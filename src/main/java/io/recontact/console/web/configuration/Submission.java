package io.recontact.console.web.configuration;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values of a submitted form by the names of its fields. Texts have no spaces around them. */
record Submission(Map<String, List<String>> values) {

    static Submission of(HttpServletRequest request) {
        return new Submission(request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        parameter -> Arrays.stream(parameter.getValue())
                                .map(value -> value.replace("\r\n", "\n").strip())
                                .toList())));
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Returns a text; empty if there is none. */
    String text(String name) {
        var all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    @Nullable String textOrNull(String name) {
        var text = text(name);
        return text.isEmpty() ? null : text;
    }

    /** Returns a text if it differs from the present one; null otherwise. */
    @Nullable String changed(String name, @Nullable String present) {
        var text = text(name);
        return text.equals(Objects.requireNonNullElse(present, "")) ? null : text;
    }

    /** Returns a number that the form has checked; null if there is none. */
    @Nullable Integer number(String name) {
        var text = text(name);
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** Returns the texts of a field that has one on each line. */
    List<String> lines(String name) {
        return lines(List.of(text(name)));
    }

    /** Returns the texts that a field shows, one on each line, of values that may have spaces around them. */
    static List<String> lines(Collection<String> values) {
        return String.join("\n", values)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns the rows of a grid whose first column is filled in. */
    List<List<String>> rows(Field grid) {
        var columns = grid.columns().stream()
                .map(column -> all(rowName(grid, column)))
                .toList();
        var size = columns.stream().mapToInt(List::size).min().orElse(0);
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < size; row++) {
            var index = row;
            var cells = IntStream.range(0, columns.size())
                    .mapToObj(column -> columns.get(column).get(index))
                    .toList();
            if (!cells.getFirst().isEmpty()) {
                rows.add(cells);
            }
        }
        return rows;
    }

    /** The name of the elements of a column, which is the same in all rows. */
    static String rowName(Field grid, Field column) {
        return "%s.%s".formatted(grid.name(), column.name());
    }
}
