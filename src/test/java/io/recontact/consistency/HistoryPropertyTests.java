package io.recontact.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker accepts all histories of a random model, and finds each violation that is planted in one. */
class HistoryPropertyTests {

    private static final int HISTORIES = Integer.getInteger("histories", 60);

    static LongStream seeds() {
        return LongStream.range(0, HISTORIES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void acceptsAValidHistory(long seed) {
        var verdict = HistoryChecker.check(new History(RandomHistory.of(seed)));

        assertThat(verdict.anomalies()).isEmpty();
        assertThat(verdict.kept()).isGreaterThan(50);
        assertThat(verdict.pushes()).isGreaterThan(50);
        assertThat(verdict.attempts()).containsKeys(Operation.Outcome.values());
    }

    @ParameterizedTest
    @EnumSource
    void findsEachViolation(Mutation mutation) {
        var planted = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            var valid = RandomHistory.of(seed);
            var changed = mutation.plant(valid, new Random(seed));
            if (!changed.equals(valid)) {
                planted++;
                assertThat(HistoryChecker.check(new History(changed)).kinds())
                        .as("seed %d", seed)
                        .contains(mutation.kind());
            }
        }
        assertThat(planted).isGreaterThan(HISTORIES / 2);
    }
}
