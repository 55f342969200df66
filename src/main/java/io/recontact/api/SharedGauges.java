package io.recontact.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gauges whose values come from the database. A scheduled job reads them, so that a scrape never waits for the
 * database. They have no value (NaN) while the database is unavailable.
 */
@Component
public class SharedGauges {

    private static final Logger log = LoggerFactory.getLogger(SharedGauges.class);
    private static final LogSampler sampler = new LogSampler(log);

    private final MeterRegistry meters;
    private final Map<DoubleSupplier, AtomicReference<Double>> values = new ConcurrentHashMap<>();

    SharedGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Registers a gauge.
     *
     * @param query reads the value from the database
     */
    public void register(String name, String description, DoubleSupplier query) {
        var value = remember(query);
        Gauge.builder(name, value, AtomicReference::get)
                .description(description)
                .register(meters);
    }

    /**
     * Registers a gauge in seconds.
     *
     * @param query reads the value from the database, in seconds
     */
    public void registerSeconds(String name, String description, DoubleSupplier query) {
        TimeGauge.builder(name, remember(query), TimeUnit.SECONDS, AtomicReference::get)
                .description(description)
                .register(meters);
    }

    private AtomicReference<Double> remember(DoubleSupplier query) {
        return values.computeIfAbsent(query, _ -> new AtomicReference<>(Double.NaN));
    }

    /** Reads all values. */
    @Scheduled(fixedDelayString = "${recontact.metrics.every:10s}")
    public void read() {
        var unavailable = false;
        for (var entry : values.entrySet()) {
            // One failure is enough: each takes as long as the pool waits for a connection.
            var value = Double.NaN;
            if (!unavailable) {
                try {
                    value = entry.getKey().getAsDouble();
                } catch (RuntimeException e) {
                    // Requests and readiness report the outage.
                    unavailable = Outage.isBehind(e);
                    if (!unavailable && sampler.lets("failure")) {
                        log.error("A gauge cannot be read", LoggableFailure.of(e));
                    }
                }
            }
            entry.getValue().set(value);
        }
    }
}
