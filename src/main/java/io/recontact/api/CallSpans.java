package io.recontact.api;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Traces calls of other services. Without tracing, it does nothing. */
@Component
public class CallSpans {

    /** Receives the headers that continue the trace. */
    public interface Headers {

        /** Sets a header. */
        void set(String name, String value);
    }

    private final Tracer tracer;
    private final Propagator propagator;

    /** Creates it with the tracer of the application, if there is one. */
    public CallSpans(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
        this.propagator = propagator.getIfAvailable(() -> Propagator.NOOP);
    }

    /**
     * Begins the span of a POST request, as a part of the current trace if there is one.
     *
     * @param name the name of the endpoint in logs and metrics
     * @param url names the host and the port; the rest of it may be secret, and stays out of the span
     */
    public Call post(String name, URI url, Headers headers) {
        var span = tracer.spanBuilder()
                .kind(Span.Kind.CLIENT)
                .name("POST")
                .tag("http.request.method", "POST")
                .tag("server.address", url.getHost())
                .tag("recontact.endpoint", name)
                .start();
        propagator.inject(span.context(), headers, (_, header, value) -> headers.set(header, value));
        return new Call(span);
    }

    /** Marks a span as failed. Micrometer can do so only with an exception, whose message might be secret. */
    static void fail(Tracer tracer, Span span) {
        try (var _ = tracer.withSpan(span)) {
            io.opentelemetry.api.trace.Span.current().setStatus(StatusCode.ERROR);
        }
    }

    /** A call until it is closed. */
    public final class Call implements AutoCloseable {

        private final Span span;
        private String error = "NoAnswer";

        private Call(Span span) {
            this.span = span;
        }

        /** Records the answer. */
        public void answered(int status) {
            span.tag("http.response.status_code", status);
            error = status / 100 == 2 ? "" : String.valueOf(status);
        }

        @Override
        public void close() {
            if (!error.isEmpty()) {
                span.tag("error.type", error);
                fail(tracer, span);
            }
            span.end();
        }
    }
}
