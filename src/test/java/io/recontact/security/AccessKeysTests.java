package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.recontact.database.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

class AccessKeysTests {

    @TempDir
    private Path parent = Path.of("replaced by JUnit");

    @Test
    void createsAKeyOnce() throws IOException {
        var made = profile(keys(null));
        var id = made.property("aws_access_key_id").orElseThrow();
        var secret = made.property("aws_secret_access_key").orElseThrow();

        assertThat(id).matches("RCNT[A-Z2-7]{16}");
        assertThat(secret).matches("[A-Za-z0-9_-]{40}");
        var restarted = keys(null);
        assertThat(restarted.find(id)).contains(new AccessKey(id, secret, Set.of(), false));
        assertThat(profile(restarted)).isEqualTo(made);
    }

    @Test
    void createsAnotherKeyInAnotherFolder() throws IOException {
        var one = profile(keys(null));
        parent = parent.resolve("other");

        assertThat(profile(keys(null))).isNotEqualTo(one);
    }

    @Test
    void logsTheEndpointWithAnExistingKey() throws IOException {
        var keys = keys(null);
        var made = profile(keys);
        assertThat(made.property("endpoint_url")).isEmpty();

        keys.writeEndpoint(URI.create("http://localhost:8080"));
        keys.writeEndpoint(URI.create("http://localhost:8081"));

        var announced = profile(keys);
        assertThat(announced.property("endpoint_url")).contains("http://localhost:8081");
        assertThat(announced.property("region")).contains("us-east-1");
        assertThat(announced.property("aws_access_key_id")).isEqualTo(made.property("aws_access_key_id"));
        assertThat(announced.property("aws_secret_access_key")).isEqualTo(made.property("aws_secret_access_key"));

        var restarted = keys("eu-central-1");
        restarted.writeEndpoint(URI.create("http://localhost:8081"));
        assertThat(profile(restarted).property("region")).contains("eu-central-1");
        assertThat(profile(restarted).property("aws_access_key_id")).isEqualTo(made.property("aws_access_key_id"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void createsAFileThatOnlyItsOwnerCanRead() throws IOException {
        var keys = keys(null);
        var file = keys.keyFile().orElseThrow();
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(dataDir())).isEqualTo("rwx------");

        keys.writeEndpoint(URI.create("http://localhost:8080"));
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    // A move that first checks whether the file exists was observed to fail in one of five rounds.
    @RepeatedTest(50)
    void createsOneKeyOnConcurrentStarts() throws Exception {
        int starts = 16;
        var together = new CyclicBarrier(starts);
        Callable<String> start = () -> {
            together.await();
            return Files.readString(keys(null).keyFile().orElseThrow());
        };
        try (var threads = Executors.newFixedThreadPool(starts)) {
            var found =
                    threads.invokeAll(Stream.generate(() -> start).limit(starts).toList());
            var files = found.stream().map(future -> future.resultNow()).collect(Collectors.toSet());
            assertThat(files).hasSize(1);
        }
        try (var left = Files.list(dataDir())) {
            assertThat(left).containsExactly(dataDir().resolve("aws-config"));
        }
    }

    @Test
    void createsNoKeyWhenKeysAreConfigured() {
        var key = new AccessKey("configured", "secret", Set.of(), false);
        var keys = new AccessKeys(new SecurityProperties(List.of(key), null, "123456789012", false), folder());
        keys.writeEndpoint(URI.create("http://localhost:8080"));

        assertThat(keys.keyFile()).isEmpty();
        assertThat(keys.find("configured")).contains(key);
        assertThat(keys.find("other")).isEmpty();
        assertThat(dataDir()).doesNotExist();
    }

    @Test
    void namesTheFileWithoutAKey() throws IOException {
        Files.createDirectories(dataDir());
        Files.writeString(dataDir().resolve("aws-config"), "[default]\naws_secret_access_key = hidden\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> keys(null))
                .withMessageContaining(folder().file("aws-config").toString())
                .satisfies(failure -> assertThat(failure).hasStackTraceContaining("needs an id"))
                .withMessageNotContaining("hidden");
    }

    @Test
    void namesTheFolderThatCannotBeWritten() throws IOException {
        Files.writeString(dataDir(), "a file in the way");

        assertThatException()
                .isThrownBy(() -> keys(null))
                .withMessageContaining(dataDir().toString())
                .withMessageContaining("RECONTACT_DATA_DIR");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void namesTheKeyInTheLogButNotItsSecret(CapturedOutput output) throws IOException {
        var keys = keys(null);
        var made = profile(keys);
        var secret = made.property("aws_secret_access_key").orElseThrow();

        assertThat(output)
                .contains(made.property("aws_access_key_id").orElseThrow())
                .doesNotContain(secret);
        assertThat(AwsConfigFile.open(folder(), null).toString()).doesNotContain(secret);
    }

    private AccessKeys keys(@Nullable String region) {
        return new AccessKeys(new SecurityProperties(List.of(), region, "123456789012", false), folder());
    }

    private DataDirectory folder() {
        return DataDirectory.at(dataDir());
    }

    private Path dataDir() {
        return parent.resolve("data");
    }

    /** Reads the file like the AWS SDK. */
    private static Profile profile(AccessKeys keys) {
        return ProfileFile.builder()
                .content(keys.keyFile().orElseThrow())
                .type(ProfileFile.Type.CONFIGURATION)
                .build()
                .profile("default")
                .orElseThrow();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
