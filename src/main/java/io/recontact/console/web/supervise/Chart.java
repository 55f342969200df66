package io.recontact.console.web.supervise;

import io.recontact.console.web.contacts.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a day as bars, drawn on the server.
 *
 * @param id of the figure
 * @param series the names of the bars of an hour, in order
 */
record Chart(String id, String title, List<String> series, List<GridLine> grid, List<Bar> bars, List<Label> hours) {

    /** The size of the drawing, in units of SVG. */
    static final int WIDTH = 560;

    static final int HEIGHT = 210;

    private static final int LEFT = 62;
    private static final int TOP = 12;
    private static final int BOTTOM = HEIGHT - 26;
    private static final int HOURS = 24;
    private static final double HOUR_WIDTH = (double) (WIDTH - LEFT - 4) / HOURS;
    private static final double GAP = 3;
    private static final int LINES = 4;

    /** The unit of the values. */
    enum Unit {
        COUNT,
        PERCENT,
        SECONDS;

        /** Returns a value in words. */
        String text(double value) {
            return switch (this) {
                case COUNT -> String.format(Locale.ROOT, "%d", Math.round(value));
                case PERCENT -> "%d %%".formatted(Math.round(value));
                case SECONDS -> seconds(Math.round(value));
            };
        }

        private static String seconds(long seconds) {
            return seconds > 0 && seconds < 3600 && seconds % 60 == 0
                    ? "%d min".formatted(seconds / 60)
                    : Times.text(Duration.ofSeconds(seconds));
        }
    }

    /** The values of a series by hour; null where there is nothing to compute. */
    record Series(String name, List<@Nullable Double> values) {}

    /** A line of the grid, and the value that it stands for. */
    record GridLine(int y, String text) {}

    /**
     * A value.
     *
     * @param number the number of the series
     */
    record Bar(String x, String y, String width, String height, int number, String title) {}

    /** The name of an hour. */
    record Label(String x, String text) {}

    static Chart of(String id, String title, Unit unit, List<Series> series) {
        var top = top(
                unit,
                series.stream()
                        .flatMap(one -> one.values().stream())
                        .mapToDouble(value -> value == null ? 0 : value)
                        .max()
                        .orElse(0));
        return new Chart(
                id,
                title,
                series.stream().map(Series::name).toList(),
                IntStream.rangeClosed(0, LINES)
                        .mapToObj(i -> new GridLine(BOTTOM - (BOTTOM - TOP) * i / LINES, unit.text(top * i / LINES)))
                        .toList(),
                bars(unit, series, top),
                IntStream.range(0, HOURS / 3)
                        .mapToObj(i -> new Label(number(LEFT + (3 * i + 0.5) * HOUR_WIDTH), "%02d".formatted(3 * i)))
                        .toList());
    }

    private static List<Bar> bars(Unit unit, List<Series> series, double top) {
        var bars = new ArrayList<Bar>();
        var width = (HOUR_WIDTH - GAP) / series.size();
        for (int i = 0; i < series.size(); i++) {
            var values = series.get(i).values();
            for (int hour = 0; hour < values.size(); hour++) {
                var value = values.get(hour);
                if (value != null && value > 0) {
                    var height = Math.max(1, (BOTTOM - TOP) * value / top);
                    bars.add(new Bar(
                            number(LEFT + hour * HOUR_WIDTH + i * width),
                            number(BOTTOM - height),
                            number(width),
                            number(height),
                            i,
                            "%02d:00, %s: %s".formatted(hour, series.get(i).name(), unit.text(value))));
                }
            }
        }
        return bars;
    }

    /** Returns the value of the topmost line, of which the other lines are whole parts. */
    private static double top(Unit unit, double largest) {
        if (unit == Unit.PERCENT) {
            return 100;
        }
        // Seconds read best as multiples of minutes and hours.
        var step = unit == Unit.SECONDS ? 15 : 1;
        for (double top = (double) step * LINES; ; top *= 2) {
            if (top >= largest) {
                return top;
            }
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
