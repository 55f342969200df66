package io.recontact.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts answers with status 429. */
public final class RefusalCounters {

    private RefusalCounters() {}

    /**
     * Registers a counter, which is there from then on.
     *
     * @param kind the limit that refuses: {@code quota}, {@code rate} or {@code chat}
     */
    public static Counter register(MeterRegistry meters, String kind, String operation) {
        return Counter.builder("recontact.refusals")
                .description("Answers with status 429, by the kind of the limit")
                .tag("kind", kind)
                .tag("operation", operation)
                .register(meters);
    }
}
