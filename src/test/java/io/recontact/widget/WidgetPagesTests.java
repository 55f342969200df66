package io.recontact.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The script, the frame and the page to try the widget. */
@ServiceTest
class WidgetPagesTests extends WidgetFixture {

    private static final Pattern ASSET = Pattern.compile("\"(assets/[0-9a-f]{16}/)[a-z.]+\"");

    WidgetPagesTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc, WidgetStartLimit limit) {
        super(calls, clock, jdbc, limit);
    }

    @Test
    void servesOneSmallScriptToOtherPages() throws Exception {
        var script = get("/widget.js");

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(header(script, "Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(header(script, "Cache-Control")).isEqualTo("max-age=600, public");
        assertThat(header(script, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(script, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(script.body()).hasSizeLessThan(10_000);
        assertThat(script.headers().allValues("Set-Cookie")).isEmpty();

        assertThat(send(request("/widget.js").header("If-None-Match", header(script, "ETag")))
                        .statusCode())
                .isEqualTo(304);

        var compressed = http.send(
                request("/widget.js").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .asString()
                .isEqualTo(script.body());
        assertThat(compressed.body()).hasSizeLessThan(4_000);
    }

    @Test
    void letsAllowedPagesAloneFrameTheChat() {
        var page = get("/widget/chat");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        var port = calls.endpoint().getPort();
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo(("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
                                + " http://127.0.0.1:%d ws://127.0.0.1:%d; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'self' https://shop.example.com https://www.example.org:8443")
                        .formatted(port, port));
        assertThat(header(page, "X-Frame-Options")).isEmpty();
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.body())
                .contains("data-origins=\"https://shop.example.com https://www.example.org:8443\"")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContainPattern("<style|style=|\\son[a-z]+=");
    }

    @Test
    void keepsItsFilesForGoodAndSmall() {
        var folder = ASSET.matcher(get("/widget/chat").body());
        assertThat(folder.find()).isTrue();
        int size = 0;
        for (var name : List.of(
                "chat.js",
                "connection.js",
                "conversation.js",
                "elements.js",
                "host.js",
                "interactive.js",
                "transcript.js")) {
            var file = get("/widget/" + folder.group(1) + name);
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(header(file, "Content-Type")).isEqualTo("text/javascript;charset=utf-8");
            assertThat(header(file, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
            assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
            // Texts of people become text nodes.
            assertThat(file.body())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write");
            size += file.body().length();
        }
        assertThat(size).isLessThan(60_000);
        assertThat(header(get("/widget/" + folder.group(1) + "chat.css"), "Content-Type"))
                .isEqualTo("text/css;charset=utf-8");
        assertThat(header(get("/widget/assets/0123456789abcdef/chat.js"), "Cache-Control"))
                .isEqualTo("no-store");
        assertThat(get("/widget/" + folder.group(1) + "console.js").statusCode())
                .isEqualTo(404);
    }

    @Test
    void hasAPageToTryIt() {
        var page = get("/widget");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("src=\"widget.js\"")
                .contains("topic")
                .doesNotContainPattern("<script[^>]*>[^<]");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-src 'self'")
                .endsWith("frame-ancestors 'none'");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void hasNoOtherPaths() {
        for (var path : List.of("/widget/", "/widget/none", "/widget/chat/x", "/widget/assets/", "/widget/chats")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path :
                List.of("/widget;a=b", "/widget/%2e%2e/console", "/widget/chat;x", "/widgets", "/widget.js/x")) {
            assertThat(get(path).statusCode()).as(path).isBetween(400, 404);
        }
    }
}
