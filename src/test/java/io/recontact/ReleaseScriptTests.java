package io.recontact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of CI and of a release, each in a folder of its own. */
@DisabledOnOs(OS.WINDOWS)
class ReleaseScriptTests {

    private static final List<String> FILES_WITH_THE_VERSION = List.of(
            "pom.xml",
            "testing/pom.xml",
            "testing/junit/pom.xml",
            "testing/testcontainers/pom.xml",
            "examples/spring-boot/pom.xml",
            "deploy/helm/recontact/Chart.yaml",
            "deploy/kubernetes/recontact.yaml",
            "docs/testing.md",
            "docs/kubernetes.md");
    private static final String PATH = Objects.requireNonNull(System.getenv("PATH"));
    private static final Pattern VERSION = Pattern.compile("(?m)^  <version>(.+)</version>$");
    private static final Pattern TIME = Pattern.compile("<project.build.outputTimestamp>(.+)</");

    @TempDir
    Path folder;

    private Path programs;

    @BeforeEach
    void copyScripts() throws IOException {
        programs = Files.createDirectories(folder.resolve("programs"));
        copy(".ci/run");
        copy(".ci/version");
    }

    @Test
    void setTheVersionInAllFiles() throws Exception {
        var pom = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        for (var file : FILES_WITH_THE_VERSION) {
            copy(file);
        }

        assertThat(run(PATH, ".ci/version", "9.8.7-SNAPSHOT")).isEmpty();

        for (var file : FILES_WITH_THE_VERSION) {
            var before = Files.readString(Path.of(file));
            assertThat(withoutTime(Files.readString(folder.resolve(file))))
                    .as(file)
                    .contains("9.8.7-SNAPSHOT")
                    .isEqualTo(withoutTime(before.replaceAll(
                            "(?<![\\d.])" + Pattern.quote(pom.group(1)) + "(?![\\d.])", "9.8.7-SNAPSHOT")));
        }
        assertThat(Files.readString(folder.resolve("pom.xml"))).containsPattern(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "v1.0.0", "1.0.0-beta"})
    void refuseWhatIsNoVersion(String version) throws Exception {
        assertThat(run(PATH, ".ci/version", version)).contains("usage: .ci/version 0.2.0");
    }

    /** The hosted runners have a user who is not root and may use sudo; a container has root, often without sudo. */
    @ParameterizedTest
    @CsvSource({"0, ''", "1001, 'sudo '"})
    void installToolsWithTheRightsOfRoot(int user, String prefix) throws Exception {
        for (var program : List.of("bash", "dirname", "mktemp", "rm", "env")) {
            Files.createSymbolicLink(programs.resolve(program), Path.of(find(program)));
        }
        program("id", "echo " + user);
        program("dpkg", "");
        program("apt-cache", "");
        for (var program : List.of("apt-get", "install")) {
            program(program, "echo %s $* >&2".formatted(program));
        }
        if (user != 0) {
            program("sudo", "echo -n 'sudo ' >&2; \"$@\"");
        }
        Files.writeString(folder.resolve("mvnw"), "#!/bin/bash\necho mvnw $*\n");
        assertThat(folder.resolve("mvnw").toFile().setExecutable(true)).isTrue();

        assertThat(run(programs.toString(), ".ci/run").lines())
                .hasSize(6)
                .contains(
                        prefix + "apt-get update -qq",
                        "apt-get download -qq promtool",
                        prefix + "install usr/bin/promtool /usr/local/bin",
                        "mvnw -B verify")
                .anyMatch(line -> line.startsWith(prefix + "apt-get install -qq -y "));
    }

    private void copy(String file) throws IOException {
        var target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(Path.of(file), target);
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(programs.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String find(String program) {
        return Pattern.compile(":")
                .splitAsStream(PATH)
                .map(path -> Path.of(path, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private String run(String path, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.command().set(0, folder.resolve(command[0]).toString());
        builder.environment().put("PATH", path);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static String withoutTime(String text) {
        return TIME.matcher(text).replaceAll("");
    }
}
