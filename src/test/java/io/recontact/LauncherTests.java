package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/recontact} with a java command that writes down how it is called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The launcher is a POSIX shell script")
class LauncherTests {

    /** Extracts and makes caches as Java does, and otherwise notes its arguments and its process. */
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
              -Xinternalversion) echo "VERSION" ;;
              *jarmode=tools*)
                for last; do :; done
                mkdir -p "$last/lib"
                touch "$last/recontact.jar" ;;
              *AOTMode=create*)
                env pwd > /dev/null || exit 1
                for argument; do
                  case $argument in -XX:AOTCache=*) echo made > "${argument#-XX:AOTCache=}" ;; esac
                done ;;
              *)
                for argument; do
                  case $argument in -XX:AOTConfiguration=*) echo used > "${argument#-XX:AOTConfiguration=}" ;; esac
                done
                echo "$$ $0 $*" >> "$CALLS"
                [ -z "${DELETE:-}" ] || rmdir "$DELETE" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path launcher = Path.of("bin/recontact");
    private Path jar;
    private Path calls;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(folder.resolve("recontact.jar"), "classes");
        calls = folder.resolve("calls");
    }

    /** The process that makes a cache of a recording outlives the launcher, and works in the folder of the test. */
    @AfterEach
    void awaitTheEndOfRecordings() {
        Awaitility.await().ignoreExceptions().until(() -> {
            if (Files.notExists(Path.of(cache()))) {
                return true;
            }
            try (var files = Files.walk(Path.of(cache()))) {
                return files.noneMatch(file -> file.getFileName().toString().startsWith("recording."));
            }
        });
    }

    @Test
    void usesTheCacheFromTheSecondStartOn() throws Exception {
        var java = java("new", "25.0.1");

        start(Map.of("JAVA_HOME", java), "--server.port=1", "--name=two words");
        assertThat(lastCall())
                .contains("/new/bin/java -XX:AOTMode=record -XX:AOTConfiguration=" + cache())
                .endsWith("/recontact.jar --server.port=1 --name=two words")
                .doesNotContain("-jar " + jar);
        awaitCache();

        start(Map.of("JAVA_HOME", java));
        assertThat(lastCall()).contains("-XX:AOTCache=" + cache()).doesNotContain("record");
    }

    @Test
    void takesNoCacheOfAnotherJarOrRuntimeOrOfOtherOptions() throws Exception {
        var java = java("new", "25.0.1");
        start(Map.of("JAVA_HOME", java));
        awaitCache();

        start(Map.of("JAVA_HOME", java, "RECONTACT_JAVA_OPTIONS", "-Xmx256m -Da=b"));
        assertThat(lastCall()).contains("record", "-Xmx256m -Da=b -jar");
        start(Map.of("JAVA_HOME", java("newer", "26")));
        assertThat(lastCall()).contains("record");
        Files.writeString(jar, "other classes");
        start(Map.of("JAVA_HOME", java));
        assertThat(lastCall()).contains("record");
    }

    @Test
    void makesTheCacheOfAStartWhoseFolderWasDeleted() throws Exception {
        var work = Files.createDirectory(folder.resolve("work"));
        launcher = launcher.toAbsolutePath();
        var environment = Map.of("JAVA_HOME", java("new", "25"), "DELETE", work.toString());

        var process = launcher(environment, List.of()).directory(work.toFile()).start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(work).doesNotExist();
        awaitCache();
    }

    @Test
    void becomesTheJvm() throws Exception {
        var java = java("new", "25");

        var first = start(Map.of("JAVA_HOME", java));
        assertThat(lastCall()).startsWith(first.pid() + " ");
        awaitCache();
        var second = start(Map.of("JAVA_HOME", java));
        assertThat(lastCall()).startsWith(second.pid() + " ");
    }

    @Test
    void recordsNoCommands() throws Exception {
        start(Map.of("JAVA_HOME", java("new", "25")), "retention", "--dry-run");

        assertThat(lastCall()).endsWith("/recontact.jar retention --dry-run").doesNotContain("record");
    }

    @Test
    void startsWithoutACacheFolder() throws Exception {
        var java = java("new", "25");

        start(Map.of("JAVA_HOME", java, "RECONTACT_CACHE", ""));
        assertThat(lastCall()).endsWith("/java -XX:+UseSerialGC -jar " + jar);
        start(Map.of("JAVA_HOME", java, "RECONTACT_CACHE", jar + "/no-folder"));
        assertThat(lastCall()).endsWith("/java -XX:+UseSerialGC -jar " + jar);
    }

    @Test
    void choosesTheCollectorUnlessTheOptionsDo() throws Exception {
        var java = java("new", "25");

        start(Map.of("JAVA_HOME", java, "RECONTACT_CACHE", "", "RECONTACT_JAVA_OPTIONS", "-Xmx256m"));
        assertThat(lastCall()).endsWith("/java -XX:+UseSerialGC -Xmx256m -jar " + jar);
        start(Map.of("JAVA_HOME", java, "RECONTACT_CACHE", "", "RECONTACT_JAVA_OPTIONS", "-Xmx8g -XX:+UseG1GC"));
        assertThat(lastCall()).endsWith("/java -Xmx8g -XX:+UseG1GC -jar " + jar);
        start(Map.of("JAVA_HOME", java, "RECONTACT_CACHE", "", "RECONTACT_JAVA_OPTIONS", "-XX:+UseZGC -Xmx8g"));
        assertThat(lastCall()).endsWith("/java -XX:+UseZGC -Xmx8g -jar " + jar);
        start(Map.of("JAVA_HOME", java, "RECONTACT_CACHE", "", "RECONTACT_JAVA_OPTIONS", "-XX:+UseGCOverheadLimit"));
        assertThat(lastCall()).endsWith("/java -XX:+UseSerialGC -XX:+UseGCOverheadLimit -jar " + jar);
    }

    @Test
    void choosesAJavaThatIsNewEnough() throws Exception {
        start(Map.of("JAVA_HOME", java("old", "17.0.1"), "PATH", java("new", "25") + "/bin:/usr/bin:/bin"));
        assertThat(lastCall()).contains("/new/bin/java ");

        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of(java("newer", "26") + "/bin/java"));
        start(Map.of("RECONTACT_JAVA", link.toString(), "JAVA_HOME", java("new", "25")));
        assertThat(lastCall()).contains(" " + link + " ");
    }

    @Test
    void findsTheJarBesideThoseOfSourcesAndJavadoc() throws Exception {
        launcher = Files.copy(
                launcher, Files.createDirectory(folder.resolve("bin")).resolve("recontact"));
        Files.createFile(folder.resolve("recontact-1-javadoc.jar"));
        Files.createFile(folder.resolve("recontact-1-sources.jar"));

        start(Map.of("JAVA_HOME", java("new", "25"), "RECONTACT_JAR", "", "RECONTACT_CACHE", ""));
        assertThat(lastCall()).endsWith("/recontact.jar");
    }

    @Test
    void saysThatThereIsNoJar() throws Exception {
        Files.delete(jar);
        var process =
                launcher(Map.of("JAVA_HOME", java("new", "25")), List.of()).start();

        assertThat(process.waitFor()).isOne();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("cannot read " + jar);
        assertThat(calls).doesNotExist();
    }

    private Process start(Map<String, String> environment, String... arguments) throws Exception {
        var process = launcher(environment, List.of(arguments)).start();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(errors).isZero();
        return process;
    }

    private ProcessBuilder launcher(Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("RECONTACT_"));
        builder.environment()
                .putAll(Map.of(
                        "RECONTACT_JAR", jar.toString(),
                        "RECONTACT_CACHE", cache(),
                        "CALLS", calls.toString()));
        builder.environment().putAll(environment);
        return builder;
    }

    private String cache() {
        return folder.resolve("cache").toString();
    }

    private String java(String name, String version) throws IOException {
        var home = folder.resolve(name);
        if (Files.notExists(home)) {
            Files.createDirectories(home.resolve("bin"));
            Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
            Files.writeString(home.resolve("bin/java"), JAVA.replace("VERSION", version));
            Files.setPosixFilePermissions(home.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return home.toString();
    }

    private String lastCall() throws IOException {
        return Files.readAllLines(calls).getLast();
    }

    private void awaitCache() {
        Awaitility.await().until(() -> {
            try (var files = Files.walk(folder.resolve("cache"))) {
                return files.anyMatch(file -> file.endsWith("recontact.aot"));
            }
        });
    }
}
