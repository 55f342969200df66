package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.Application;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The user that a first start creates, and the link that it prints. */
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTests {

    private static final String LINK = "/console/sign-in#";

    @TempDir
    private Path folder;

    private final String database = TestDatabase.freshDatabaseUrl();

    private ConfigurableApplicationContext start(String... more) {
        var settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--recontact.shutdown.drain=0s",
                "--recontact.data-dir=" + folder,
                "--recontact.access-keys[0].id=" + Service.KEY_ID,
                "--recontact.access-keys[0].secret=" + Service.KEY_SECRET,
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + TestDatabase.username(),
                "--spring.datasource.password=" + TestDatabase.password()));
        settings.addAll(List.of(more));
        return new SpringApplicationBuilder(Application.class).run(settings.toArray(String[]::new));
    }

    private static List<String> lastLink(CharSequence output) {
        var text = output.toString();
        var begin = text.lastIndexOf(LINK) + LINK.length();
        return List.of(text.substring(begin, text.indexOf('\n', begin)).strip().split("/", -1));
    }

    private static String follow(Browser browser, List<String> link) {
        return target(browser.submit(
                "/console/sign-in",
                "/console/sign-in",
                Map.of("instance", link.get(0), "username", link.get(1), "password", link.get(2), "link", "true")));
    }

    @Test
    void signsInOnceByTheLink(CapturedOutput output) throws IOException {
        try (var node = start()) {
            var link = lastLink(output);
            assertThat(link).startsWith("recontact", "admin");
            assertThat(folder.resolve("console-password")).hasContent(link.get(2));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("console-password"))))
                    .isEqualTo("rw-------");
            // Once, on the standard output, and in no line of the log.
            assertThat(output.toString().split(link.get(2), -1)).hasSize(2);

            var browser = new Browser(Node.endpointOf(node));
            assertThat(follow(browser, link)).isEqualTo("/console/password");
            assertThat(follow(new Browser(Node.endpointOf(node)), link)).isEqualTo("/console/sign-in?refused");
        }
        // No password was chosen, so the next start has another link.
        try (var node = start()) {
            var browser = new Browser(Node.endpointOf(node));
            assertThat(follow(browser, lastLink(output))).isEqualTo("/console/password");
            assertThat(target(browser.submit(
                            "/console/password",
                            "/console/password",
                            Map.of("password", People.PASSWORD, "repeated", People.PASSWORD))))
                    .isEqualTo("/console");
            assertThat(browser.get("/console").body())
                    .contains("href=\"/console/contacts\"", "href=\"/console/users\"");

            // A link signs nobody in with a password that was chosen.
            var link = List.of("recontact", "admin", People.PASSWORD);
            assertThat(follow(new Browser(Node.endpointOf(node)), link)).isEqualTo("/console/sign-in?refused");
        }
        var links = output.toString().split(LINK, -1).length;
        try (var node = start()) {
            assertThat(output.toString().split(LINK, -1)).hasSize(links);
            var instance = node.getBean(InstanceService.class).findFirst().orElseThrow();
            var users = node.getBean(UserService.class);
            users.delete(
                    instance.id(),
                    new UserId(
                            users.page(instance.id(), null, 1).getFirst().id().value()));
        }
        try (var node = start()) {
            var instance = node.getBean(InstanceService.class).findFirst().orElseThrow();
            assertThat(node.getBean(UserService.class).page(instance.id(), null, 1))
                    .isEmpty();
        }
    }

    @Test
    void signsInToTheShopOfTheReadme(CapturedOutput output) {
        try (var node = start("--recontact.seed=docs/examples/seed")) {
            var link = lastLink(output);
            assertThat(link).startsWith("shop", "admin");
            assertThat(follow(new Browser(Node.endpointOf(node)), link)).isEqualTo("/console/password");

            for (var agent : List.of("Grace", "Alan")) {
                var browser = new Browser(Node.endpointOf(node));
                browser.signIn("shop", agent + "@example.com", agent + "-of-the-shop-1");
                assertThat(browser.isSignedIn()).isTrue();
            }
        }
    }
}
