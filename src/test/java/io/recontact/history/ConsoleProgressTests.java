package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The progress that the command prints. */
class ConsoleProgressTests {

    private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final MutableClock clock = new MutableClock();

    private ConsoleProgress progress(boolean isTerminal, long total) {
        clock.stopAt(START);
        return new ConsoleProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), clock, isTerminal, total);
    }

    private String printed() {
        var text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }

    private static ImportReport report(long lines, long refused) {
        return new ImportReport(lines, lines - refused, 0, 0, 0, 0, 0, 0, refused, List.of());
    }

    @Test
    void drawsABarOnATerminal() {
        var progress = progress(true, 3000);
        progress.read(1000);
        progress.accept(report(20_000, 0));
        assertThat(printed()).isEmpty();

        clock.stopAt(START.plusSeconds(10));
        progress.read(500);

        assertThat(printed())
                .isEqualTo("\r\033[K[############            ]  50%, 20,000 values, 2,000/s, 0:00:10 left");
        progress.read(500);
        assertThat(printed()).as("a bar so soon").isEmpty();

        progress.end();
        assertThat(printed()).isEqualTo("\r\033[K");
    }

    @Test
    void printsALineEveryFewSecondsElsewhere() {
        var progress = progress(false, 3000);
        progress.read(1);
        clock.stopAt(START.plus(Duration.ofHours(1)));

        progress.accept(report(7200, 3));

        assertThat(printed().strip()).isEqualTo("0%, 7,200 values, 2/s, 3 refused, 2999:00:00 left");
        clock.stopAt(START.plus(Duration.ofHours(1)).plusSeconds(2));
        progress.accept(report(7300, 3));
        assertThat(printed()).isEmpty();

        clock.stopAt(START.plus(Duration.ofHours(2)));
        progress.read(4000); // a file has grown meanwhile
        assertThat(printed().strip()).isEqualTo("100%, 7,300 values, 1/s, 3 refused, 0:00:00 left");
    }

    @Test
    void knowsNoShareOfTheStandardInput() {
        var progress = progress(true, 0);
        clock.stopAt(START.plusSeconds(4));

        progress.accept(report(100, 0));

        assertThat(printed()).isEqualTo("\r\033[K100 values, 25/s");
    }
}
