package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ServiceTest
class RootPageTests {

    private final Service.Calls calls;
    private final RawCalls raw;

    RootPageTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.raw = raw;
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(calls.endpoint().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return raw.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/plain", "application/json"})
    void tellsToolsWhatTheServiceIs(String accepted) {
        var answer = send("GET", "/", "Accept", accepted);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain;");
        assertThat(answer.body())
                .startsWith("Recontact")
                .contains("/console ", "/admin/v1 ", "/actuator/health ")
                .hasLineCount(4);
        assertThat(send("HEAD", "/").statusCode()).isEqualTo(200);
    }

    /** The SDKs send POST / for other protocols, and sign their requests. */
    @ParameterizedTest
    @CsvSource({"POST, /", "PUT, /", "DELETE, /", "GET, /?x=1", "GET, /index.html", "GET, /x"})
    void refusesEverythingElseAsBefore(String method, String path) {
        var answer = send(method, path, "Accept", "text/html");
        assertThat(answer.statusCode()).isIn(403, 404);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body()).startsWith("{");
    }

    @Test
    void refusesASignedRequestAsBefore() {
        var answer = send("GET", "/", "Authorization", "AWS4-HMAC-SHA256 Credential=x");
        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(answer.body()).startsWith("{");
    }

    @Test
    void isAPageForBrowsers() throws Exception {
        var answer = page(new MockEnvironment(), new RootLink("/widget", "Chat widget"));

        assertThat(answer.getContentType()).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.getHeader("Content-Security-Policy")).startsWith("default-src 'none';");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Vary")).isEqualTo("Accept");
        assertThat(answer.getContentAsString())
                .contains("<p class=\"version\">1.2.3</p>", "<a href=\"widget\">Chat widget</a>", "actuator/health")
                .doesNotContain("{version}", "{links}", "src=", "<script", "<link");
    }

    @Test
    void omitsHealthOnAPortOfItsOwn() throws Exception {
        var answer = page(
                new MockEnvironment().withProperty("management.server.port", "9000"),
                new RootLink("/widget", "Chat widget"));
        assertThat(answer.getContentAsString()).doesNotContain("actuator");
    }

    private static MockHttpServletResponse page(MockEnvironment environment, RootLink link) throws Exception {
        var version = new Properties();
        version.setProperty("version", "1.2.3");
        var beans = new StaticListableBeanFactory();
        beans.addBean("link", link);
        beans.addBean("build", new BuildProperties(version));
        var page = new RootPage(
                beans.getBeanProvider(RootLink.class), beans.getBeanProvider(BuildProperties.class), environment);
        var request = new MockHttpServletRequest("GET", "/");
        request.addHeader("Accept", "text/html,application/xhtml+xml");
        var answer = new MockHttpServletResponse();
        page.doFilter(request, answer, new MockFilterChain());
        return answer;
    }
}
