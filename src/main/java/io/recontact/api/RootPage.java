package io.recontact.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells people and tools at the root what the service is: browsers as a page, others as text. With the console,
 * browsers do not get here. No operation has this path. A request with a signature is meant for one, and is refused as
 * any other unknown path.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class RootPage extends OncePerRequestFilter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final byte[] page;
    private final byte[] text;

    RootPage(ObjectProvider<RootLink> links, ObjectProvider<BuildProperties> build, Environment environment)
            throws IOException {
        var version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("");
        var all = Stream.concat(links.stream(), health(environment))
                .sorted(Comparator.comparing(RootLink::path))
                .toList();
        this.page = new ClassPathResource("root.html", RootPage.class)
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("{version}", version)
                .replace("{links}", items(all))
                .getBytes(StandardCharsets.UTF_8);
        this.text = all.stream()
                .map(link -> "%-12s %s%n".formatted(link.path(), link.text()))
                .collect(Collectors.joining(
                        "", "%s: contacts and chats, with the API of Amazon Connect%n".formatted(name(version)), ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String name(String version) {
        return ("Recontact " + version).strip();
    }

    /** On a port of its own, health is for the operator alone. */
    private static Stream<RootLink> health(Environment environment) {
        return environment.getProperty("management.server.port", "").isBlank()
                ? Stream.of(new RootLink("/actuator/health", "Health"))
                : Stream.empty();
    }

    private static String items(List<RootLink> links) {
        return links.stream()
                .map(link ->
                        "<li><a href=\"%s\">%s</a></li>".formatted(link.path().substring(1), link.text()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals("/")
                || !METHODS.contains(request.getMethod())
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getQueryString() != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        var isBrowser = accepted != null && accepted.contains("text/html");
        response.setContentType(isBrowser ? "text/html;charset=utf-8" : "text/plain;charset=utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.getOutputStream().write(isBrowser ? page : text);
    }
}
