import module java.base;

/** A table in Markdown. */
record Table(List<String> lines) {

    /** @param head the titles; columns but for those that begin with an apostrophe are aligned to the right */
    Table(String... head) {
        this(new ArrayList<>());
        lines.add(row(Stream.of(head).map(title -> title.replaceFirst("^'", "")).toList()));
        lines.add(row(Stream.of(head).map(title -> title.startsWith("'") ? "---" : "---:").toList()));
    }

    boolean hasRows() {
        return lines.size() > 2;
    }

    void add(Object... cells) {
        lines.add(row(List.of(cells)));
    }

    /** Returns the median of a figure, or a dash if it is unknown. */
    static <T> String median(String form, List<T> phases, ToDoubleFunction<T> figure) {
        var median = of(phases, figure).median();
        return Double.isNaN(median) ? "–" : form.formatted(median);
    }

    /** Returns the median of a figure and the highest one. */
    static <T> String medianAndHighest(String form, List<T> phases, ToDoubleFunction<T> figure) {
        return "%s (%s)".formatted(median(form, phases, figure), form.formatted(of(phases, figure).highest()));
    }

    /** Returns the median of figures, the lowest and the highest. */
    static String range(String form, Percentiles figures) {
        return "%1$s (%1$s–%1$s)".replace("%1$s", form)
                .formatted(figures.median(), figures.lowest(), figures.highest());
    }

    static <T> Percentiles of(List<T> phases, ToDoubleFunction<T> figure) {
        return Percentiles.of(phases.stream().mapToDouble(figure).boxed().toList());
    }

    private static String row(List<?> cells) {
        return "| " + String.join(" | ", cells.stream().map(Object::toString).toList()) + " |";
    }
}
