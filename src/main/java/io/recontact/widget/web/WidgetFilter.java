package io.recontact.widget.web;

import io.recontact.api.BrowserRequests;
import io.recontact.api.InvalidRequestException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Marks the requests of the widget, which have no signature, and bounds their bodies before anybody reads them. Without
 * the widget, its paths lead nowhere.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class WidgetFilter extends OncePerRequestFilter {

    /** In bytes; room for all attributes. */
    static final int MAX_BODY = 32_768;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (WidgetPaths.include(request)) {
            BrowserRequests.mark(request);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            if (request.getMethod().equals(HttpMethod.POST.name())) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                requireBoundedBody(request);
            }
        }
        chain.doFilter(request, response);
    }

    private static void requireBoundedBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length < 0 || length > MAX_BODY) {
            throw new InvalidRequestException(
                    "The request needs a Content-Length of at most %d bytes".formatted(MAX_BODY));
        }
    }
}
