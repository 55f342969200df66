package io.recontact.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.consistency.Operation.Outcome;
import io.recontact.testing.ConcurrentCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectParticipantException;

class HistoryTests {

    private final History history = new History();

    @Test
    void staysTheSameInAFile(@TempDir Path folder) throws Exception {
        var operations = RandomHistory.of(1);
        var file = folder.resolve("history.jsonl");
        new History(operations).write(file);

        assertThat(Files.readAllLines(file)).hasSameSizeAs(operations);
        assertThat(History.read(file).operations()).isEqualTo(operations);
    }

    @Test
    void keepsTheOperationsOfAllThreads() {
        ConcurrentCalls.run(20, thread -> {
            for (int i = 0; i < 100; i++) {
                history.add(new Operation.Disconnect(thread + "/" + i, i));
            }
            return thread;
        });

        assertThat(history.operations()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void recordsEachOutcome() {
        history.start("one", () -> "contact");
        fail(ConnectParticipantException.builder().statusCode(403).build());
        fail(ConnectParticipantException.builder().statusCode(503).build());
        fail(SdkClientException.create("no connection"));

        assertThat(history.operations()).first().isInstanceOfSatisfying(Operation.Start.class, start -> {
            assertThat(start.contact()).isEqualTo("contact");
            assertThat(start.begin()).isLessThanOrEqualTo(start.end());
        });
        assertThat(history.operations().stream().skip(1))
                .extracting(operation -> ((Operation.Send) operation).outcome())
                .containsExactly(Outcome.FAIL, Outcome.INFO, Outcome.INFO);
    }

    private void fail(RuntimeException failure) {
        assertThatExceptionOfType(failure.getClass())
                .isThrownBy(() -> history.send("chat", "two", "text", () -> {
                    throw failure;
                }));
    }
}
