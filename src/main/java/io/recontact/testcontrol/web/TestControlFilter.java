package io.recontact.testcontrol.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.BrowserRequests;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.TestControlsEnabled;
import io.recontact.testcontrol.TestControlProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.catalina.Globals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Admits requests of this machine to the test controls, which need no signature, and refuses those of other machines,
 * of proxies and of web pages.
 */
@Component
@TestControlsEnabled
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class TestControlFilter extends OncePerRequestFilter {

    static final String PATH = "/test-controls/v1";

    /** In bytes; requests are short. */
    private static final int MAX_BODY = 32_768;

    /** This machine as the host of a URL. Any other name may be that of a proxy, or of a page that rebinds its name. */
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final TestControlProperties settings;

    TestControlFilter(TestControlProperties settings) {
        this.settings = settings;
    }

    /** A path with dot segments, parameters or escapes stays unmarked, and is refused like any unknown one. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith(PATH + "/") || path.contains("..") || path.contains(";") || path.contains("%");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BrowserRequests.mark(request);
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            throw new AccessDeniedException("Test controls are not for web pages");
        }
        if (!settings.remote() && isRemote(request)) {
            throw new AccessDeniedException(
                    "Test controls are for this machine only, unless recontact.test-controls.remote is set");
        }
        if (!settings.remote() && !hasLocalHost(request)) {
            throw new AccessDeniedException(
                    "The Host header of a request to the test controls must be localhost, an address 127.x.x.x or [::1],"
                            + " unless recontact.test-controls.remote is set");
        }
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || request.getContentLengthLong() > MAX_BODY) {
            throw new InvalidRequestException(
                    "The request needs a Content-Length of at most %d bytes".formatted(MAX_BODY));
        }
        chain.doFilter(request, response);
    }

    private static boolean hasLocalHost(HttpServletRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        return host != null && LOCAL_HOST.matcher(host).matches();
    }

    /** A forwarded request comes from elsewhere, whatever address it claims. */
    private static boolean isRemote(HttpServletRequest request) throws IOException {
        ServletRequest received = request;
        // Where proxies are trusted, a wrapper hides their headers.
        while (received instanceof ServletRequestWrapper wrapper) {
            received = wrapper.getRequest();
        }
        return (received instanceof HttpServletRequest original && isForwarded(original))
                || !InetAddress.getByName(received.getRemoteAddr()).isLoopbackAddress();
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) != null
                || Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> name.startsWith("x-forwarded-")
                                || name.equals("forwarded")
                                || name.equals("x-real-ip")
                                || name.equals("via"));
    }
}
