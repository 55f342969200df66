package io.recontact.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * A counter with one tag. Its known values are there from the start, at zero: a series that appears with its first
 * count has no increase for Prometheus.
 */
public final class TaggedCounter {

    private final MeterProvider<Counter> counters;
    private final String tag;

    /**
     * Creates a counter.
     *
     * @param values the known values of the tag; their {@code toString} is the value
     */
    public TaggedCounter(MeterRegistry meters, String name, String description, String tag, Object... values) {
        this.counters = Counter.builder(name).description(description).withRegistry(meters);
        this.tag = tag;
        for (var value : values) {
            of(value);
        }
    }

    /** Counts one, also for a value that was not known before. */
    public void increment(Object value) {
        of(value).increment();
    }

    /** Counts several at once. */
    public void increment(Object value, int number) {
        of(value).increment(number);
    }

    private Counter of(Object value) {
        return counters.withTag(tag, value.toString());
    }
}
