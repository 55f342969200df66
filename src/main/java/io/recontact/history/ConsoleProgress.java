package io.recontact.history;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Prints the progress of an import: as a bar on a terminal, else as a line every few seconds. */
final class ConsoleProgress implements ImportProgress {

    private static final Duration BETWEEN_BARS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);
    private static final int WIDTH = 24;
    /** Returns to the beginning of the line and clears it (ECMA-48), for the case that the next one is shorter. */
    private static final String NEW_BAR = "\r\033[K";

    private final PrintStream out;
    private final Clock clock;
    private final boolean isTerminal;
    private final long total;
    private final Instant started;
    private Instant next;
    private long bytes;
    private ImportReport report = ImportReport.NOTHING;

    /**
     * Begins now.
     *
     * @param total how many bytes will be read; 0 if unknown
     */
    ConsoleProgress(PrintStream out, Clock clock, boolean isTerminal, long total) {
        this.out = out;
        this.clock = clock;
        this.isTerminal = isTerminal;
        this.total = total;
        this.started = clock.instant();
        this.next = started.plus(pause());
    }

    private Duration pause() {
        return isTerminal ? BETWEEN_BARS : BETWEEN_LINES;
    }

    @Override
    public synchronized void accept(ImportReport report) {
        this.report = report;
        printInTime();
    }

    @Override
    public synchronized void read(long bytes) {
        this.bytes += bytes;
        printInTime();
    }

    private void printInTime() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(pause());
        out.print(isTerminal ? NEW_BAR + bar() + line(now) : line(now) + System.lineSeparator());
        out.flush();
    }

    /** Removes the bar, so that what follows begins a line. */
    synchronized void end() {
        out.print(isTerminal ? NEW_BAR : "");
        out.flush();
    }

    private double share() {
        return total == 0 ? 0 : Math.min(1, (double) bytes / total);
    }

    private String bar() {
        int full = (int) (WIDTH * share());
        return total == 0 ? "" : "[%s%s] ".formatted("#".repeat(full), " ".repeat(WIDTH - full));
    }

    private String line(Instant now) {
        var passed = Duration.between(started, now).toMillis();
        var line = String.format(Locale.ROOT, "%,d values, %,d/s", report.lines(), report.lines() * 1000 / passed);
        if (report.refused() > 0) {
            line += String.format(Locale.ROOT, ", %,d refused", report.refused());
        }
        if (total == 0) {
            return line;
        }
        var left = share() == 0 ? "" : ", %s left".formatted(time((long) (passed * (1 / share() - 1))));
        return String.format(Locale.ROOT, "%3d%%, ", (int) (100 * share())) + line + left;
    }

    private static String time(long millis) {
        var time = Duration.ofMillis(millis);
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
