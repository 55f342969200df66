package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A browser without scripts: keeps cookies, and submits forms with the hidden fields of their page. */
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI endpoint;

    Browser(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The same cookies at another node. */
    Browser at(URI other) {
        var copy = new Browser(other);
        cookies.getCookieStore()
                .getCookies()
                .forEach(cookie -> copy.cookies.getCookieStore().add(other, cookie));
        return copy;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).header("Accept", "text/html").GET());
    }

    /** Follows a redirect to another service. */
    HttpResponse<String> visit(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens the stream of a live page. */
    EventStream stream(String path) {
        try {
            return new EventStream(http.send(
                    request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form as htmx does, with the token of a page in a header. */
    HttpResponse<String> part(String page, String action, Map<String, String> fields) {
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("HX-Request", "true")
                .header("X-CSRF-TOKEN", csrf(page))
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Submits a form of a page. */
    HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrf(page));
        return post(action, all);
    }

    /**
     * Submits the form on a page to the path of the page, with its hidden fields and any number of values of a name.
     */
    HttpResponse<String> fill(String page, String... namesAndValues) {
        return fillFor(page, page, namesAndValues);
    }

    /** Submits the form on a page to another path. */
    HttpResponse<String> fillFor(String page, String action, String... namesAndValues) {
        var body = new StringBuilder();
        HIDDEN.matcher(get(page).body())
                .results()
                .forEach(field -> append(body, field.group(1), field.group(2).replace("&amp;", "&")));
        assertThat(body).as("a form on %s", page).contains("_csrf");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            append(body, namesAndValues[i], namesAndValues[i + 1]);
        }
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static void append(StringBuilder body, String name, String value) {
        body.append(body.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** The token of the forms on a page. */
    String csrf(String page) {
        var found = CSRF.matcher(get(page).body());
        assertThat(found.find()).as("a form on %s", page).isTrue();
        return found.group(1);
    }

    HttpResponse<String> post(String action, Map<String, String> fields) {
        return send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    private static String encoded(Map<String, String> fields) {
        var body = new StringBuilder();
        fields.forEach((name, value) -> append(body, name, value));
        return body.toString();
    }

    /** A browser of somebody who has signed in. */
    static Browser signedIn(Service.Calls calls, People people, String username) {
        var browser = new Browser(calls.endpoint());
        browser.signIn(people.alias(), username, People.PASSWORD);
        assertThat(browser.isSignedIn()).isTrue();
        return browser;
    }

    HttpResponse<String> signIn(String instance, String username, String password) {
        return submit(
                "/console/sign-in",
                "/console/sign-in",
                Map.of("instance", instance, "username", username, "password", password));
    }

    boolean isSignedIn() {
        return get("/console/password").statusCode() == 200;
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    void setCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setDomain(endpoint.getHost());
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(endpoint, cookie);
    }

    /** The cells of the row of a page that begins with a name. */
    static String row(String page, String name) {
        var found = Pattern.compile(
                        "<tr>\\s*<th scope=\"row\">(?:(?!</tr>).)*?%s.*?</tr>".formatted(Pattern.quote(name)),
                        Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).as("a row of %s", name).isTrue();
        return found.group().replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip();
    }

    static String target(HttpResponse<?> redirect) {
        assertThat(redirect.statusCode()).isEqualTo(302);
        return redirect.headers().firstValue("Location").orElseThrow();
    }
}
