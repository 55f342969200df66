package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.Application;
import io.recontact.startup.StartupException;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** The command that imports. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ImportCommandTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final Environment environment;
    private final Clock clock;

    @TempDir
    private Path folder;

    ImportCommandTests(Service.Calls calls, RawCalls raw, Environment environment, Clock clock) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.environment = environment;
        this.clock = clock;
    }

    private String[] command(String... arguments) {
        return Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("url", "username", "password")
                                .map(name -> "--spring.datasource.%s=%s"
                                        .formatted(name, environment.getProperty("spring.datasource." + name))))
                .toArray(String[]::new);
    }

    @Test
    void importsAFileAndReportsWhatItRefuses(CapturedOutput output) throws IOException {
        var contact = UUID.randomUUID().toString();
        var end = clock.instant().minus(Duration.ofDays(1));
        var file = Files.writeString(folder.resolve("calls"), """
                {"Id": "%s", "Channel": "VOICE", "InitiationMethod": "INBOUND", "InitiationTimestamp": "%s", \
                "DisconnectTimestamp": "%s"}
                {}
                """.formatted(contact, end, end));

        assertThatExceptionOfType(AbandonedRunException.class)
                .isThrownBy(() -> SpringApplication.run(
                        Application.class, command("import", "--instance-id=" + tenant.instance(), file.toString())))
                .satisfies(done ->
                        assertThat(((ExitCodeGenerator) done).getExitCode()).isOne());

        assertThat(tenant.describe(contact).channelAsString()).isEqualTo("VOICE");
        assertThat(output).containsPattern("contacts +1\n").contains(file + ":2: Id is required");
        assertThat(raw.get("/admin/v1/instances/%s/imports".formatted(tenant.instance()))
                        .body())
                .contains("\"Source\":\"COMMAND\"", "\"State\":\"COMPLETED\"", "\"Contacts\":1", "\"Refused\":1");
    }

    @Test
    void hasOneForm() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> SpringApplication.run(Application.class, command("import")))
                .withMessageContaining("import --instance-id");
    }
}
