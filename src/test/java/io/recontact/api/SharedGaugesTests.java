package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class SharedGaugesTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SharedGauges gauges = new SharedGauges(meters);

    private static DoubleSupplier failing(RuntimeException failure, AtomicInteger asked) {
        return () -> {
            asked.incrementAndGet();
            throw failure;
        };
    }

    @Test
    void readsTheOtherGaugesWhenOneFails() {
        for (int i = 0; i < 10; i++) {
            gauges.register("broken." + i, "", failing(new IllegalStateException("broken"), new AtomicInteger()));
        }
        gauges.register("whole", "", () -> 7);

        gauges.read();

        assertThat(meters.get("whole").gauge().value()).isEqualTo(7);
        assertThat(meters.get("broken.0").gauge().value()).isNaN();
    }

    @Test
    void queriesAnUnreachableDatabaseOnce() {
        var asked = new AtomicInteger();
        var away = new UncategorizedSQLException("task", "sql", new SQLException("standby", "25006"));
        for (int i = 0; i < 10; i++) {
            gauges.register("away." + i, "", failing(away, asked));
        }

        gauges.read();

        assertThat(asked).hasValue(1);
    }
}
