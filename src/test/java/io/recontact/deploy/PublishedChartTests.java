package io.recontact.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The chart of a release, into which .ci/chart writes the image of the release. */
@HelmTest
@DisabledOnOs(OS.WINDOWS)
class PublishedChartTests {

    private static final String IMAGE = "registry.example.com/owner/recontact";
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @TempDir
    Path folder;

    @BeforeEach
    void copyChart() throws IOException {
        copy(Path.of(".ci/chart"));
        try (var files = Files.walk(Chart.FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                copy(file);
            }
        }
    }

    @Test
    void runsTheImageOfTheRelease() throws Exception {
        assertThat(write(IMAGE, DIGEST)).isEmpty();

        var manifests = Manifests.read(Chart.render(folder.resolve(Chart.FOLDER), List.of(Chart.MINIMAL)));
        assertThat(manifests.container().getImage()).isEqualTo(IMAGE + "@" + DIGEST);
    }

    @Test
    void isNotMadeWithoutADigest() throws Exception {
        assertThat(write(IMAGE, "")).contains("usage");
    }

    @Test
    void isNotMadeFromValuesThatHaveAnImage() throws Exception {
        assertThat(write(IMAGE, DIGEST)).isEmpty();
        assertThat(write("registry.example.com/another", DIGEST)).contains("does not have the line");
    }

    private String write(String image, String digest) throws Exception {
        var process = new ProcessBuilder(folder.resolve(".ci/chart").toString(), image, digest)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue() == 0).as(output).isEqualTo(output.isEmpty());
        return output;
    }

    private void copy(Path file) throws IOException {
        var target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }
}
