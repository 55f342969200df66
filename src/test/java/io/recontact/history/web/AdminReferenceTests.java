package io.recontact.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the admin API that the service serves. */
@ServiceTest
class AdminReferenceTests {

    private static final Path DOCUMENT = Path.of("docs/admin-v1.yaml");

    private final Service.Calls calls;
    private final RawCalls raw;

    AdminReferenceTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.raw = raw;
    }

    private HttpResponse<String> getUnsigned(String path) {
        return raw.send(HttpRequest.newBuilder(calls.endpoint().resolve(path)).build());
    }

    @Test
    void servesTheDocumentToEveryone() throws IOException {
        var answer = getUnsigned("/admin/v1/openapi.yaml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void showsEachOperationWithoutScripts() throws IOException {
        var answer = getUnsigned("/admin/v1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        var page = answer.body();
        Pattern.compile("operationId: (\\w+)")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(operation -> assertThat(page)
                        .contains("<section id=\"%s\">".formatted(operation.group(1)))
                        .contains("href=\"#%s\"".formatted(operation.group(1))));
        Pattern.compile("href=\"#([\\w-]+)\"")
                .matcher(page)
                .results()
                .forEach(link -> assertThat(page).containsOnlyOnce("id=\"%s\"".formatted(link.group(1))));
        assertThat(page)
                .contains("<code>POST /admin/v1/instances/{InstanceId}/search-transcripts</code>")
                .contains("<code>QueueIds</code>: list of <a href=\"#schemas-Id\">Id</a>")
                .contains("<code>Query</code> (required): string<small> (minLength 1, maxLength 1024)</small>")
                .doesNotContain("<script", "http:", "https:");
    }

    @Test
    void escapesTexts() {
        var page = new String(AdminReference.page("""
                        info: {title: "<b>", summary: "`<i>`", description: "&amp;"}
                        paths: {"/<u>": {get: {operationId: "\\"><script>", summary: "<script>"}}}
                        """.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("<h1>&lt;b&gt;</h1>", "<code>&lt;i&gt;</code>", "&amp;amp;", "GET /&lt;u&gt;")
                .doesNotContain("<script", "<b>", "<i>", "<u>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/v1/",
                "/admin/v1;x",
                "/admin/v1/openapi.yaml/",
                "/admin/v1/openapi%2Eyaml",
                "/admin/v1/retention/runs",
                "/admin/v2"
            })
    void needsASignatureForAllElse(String path) {
        assertThat(getUnsigned(path).headers().firstValue("x-amzn-ErrorType"))
                .contains("MissingAuthenticationTokenException");
    }
}
