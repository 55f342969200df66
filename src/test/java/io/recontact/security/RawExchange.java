package io.recontact.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recontact.api.ErrorResponses;
import io.recontact.api.Operations;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** The first two stations of a request, which read its body and verify its signature, without a server. */
final class RawExchange implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final SignatureFilter filter;

    RawExchange(SignatureVerifier verification) throws ClassNotFoundException {
        filter = new SignatureFilter(
                verification, new StaticListableBeanFactory().getBeanProvider(SignedInCallers.class), meters);
        context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        context.registerBean(MeterRegistry.class, () -> meters);
        context.register(
                Operations.class,
                ErrorResponses.class,
                Class.forName("io.recontact.api.FailureResponder"),
                Class.forName("io.recontact.api.ApiRequestFilter"));
        context.refresh();
    }

    /** The result of a request: the caller that the controllers see, or a refusal. */
    record Outcome(Optional<Caller> caller, boolean served, String refusal, String message) {}

    Outcome send(MockHttpServletRequest request) throws IOException, ServletException {
        var arrived = new AtomicReference<HttpServletRequest>();
        var controllers = new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) {
                arrived.set(request);
            }
        };
        var response = new MockHttpServletResponse();
        new MockFilterChain(controllers, context.getBean(Filter.class), filter).doFilter(request, response);
        var refusal = response.getHeader("x-amzn-ErrorType");
        var caller = arrived.get() == null ? Optional.<Caller>empty() : Caller.of(arrived.get());
        return new Outcome(
                caller,
                arrived.get() != null,
                refusal == null ? "" : response.getStatus() + " " + refusal,
                response.getContentAsString(StandardCharsets.UTF_8));
    }

    /** The number of calls that were refused with an error shape. */
    double refused(String shape) {
        var counter =
                meters.find("recontact.access.refused").tag("reason", shape).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        context.close();
    }
}
