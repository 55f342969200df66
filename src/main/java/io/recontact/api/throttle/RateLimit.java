package io.recontact.api.throttle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.BrowserRequests;
import io.recontact.api.Operation;
import io.recontact.api.RefusalCounters;
import io.recontact.api.TooManyRequestsException;
import io.recontact.api.UnknownOperationException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses requests above the rate of their operation before the controller does any work. */
@Component
class RateLimit implements HandlerInterceptor, WebMvcConfigurer {

    private final Rates rates;
    private final RateBucketRepository buckets;
    private final MeterRegistry meters;

    RateLimit(RateLimitProperties settings, RateBucketRepository buckets, MeterRegistry meters) {
        this.rates = settings.parsed();
        this.buckets = buckets;
        this.meters = meters;
        rates.named().keySet().forEach(this::refusals);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (BrowserRequests.include(request)) {
            return true;
        }
        var operation = Operation.of(request);
        if (operation.equals(Operation.UNKNOWN)) {
            // Matrix parameters in a path could reach a controller although the route table does not know the path.
            throw new UnknownOperationException("No operation of Amazon Connect has this method and path");
        }
        var name = operation.name();
        if (rates.of(operation).map(rate -> buckets.take(name, rate)).orElse(true)) {
            return true;
        }
        refusals(name).increment();
        throw new TooManyRequestsException("The rate of %s is exceeded".formatted(name));
    }

    private Counter refusals(String operation) {
        return RefusalCounters.register(meters, "rate", operation);
    }
}
