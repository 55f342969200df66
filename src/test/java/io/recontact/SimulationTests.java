package io.recontact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulator in {@code bench/}, on which the tables of docs/scaling.md rest. */
class SimulationTests {

    @Test
    void agreesWithQueueingTheoryAndWithMeasurements() throws Exception {
        assertThat(simulate("--check").lines())
                .as("comparisons")
                .hasSizeGreaterThan(20)
                .anyMatch(line -> line.contains("M/M/4"))
                .anyMatch(line -> line.contains("SendMessage"))
                .noneMatch(line -> line.contains("FAILS"));
    }

    @Test
    void namesTheFirstLimit() throws Exception {
        assertThat(simulate("--chats 20000 --agents 6000 --cores 8 --database-cores 8 --simulated 5000"))
                .contains("| websockets of the nodes: the first limit, at 1.0 times this load | 100.0 % |");
        assertThat(simulate("--chats 1000 --agents 300 --messages 30 --nodes 1 --cores 1 --simulated 5000"))
                .contains("| cores of the nodes: the first limit, at ");
    }

    @Test
    void letsCustomersWaitForAgentsWhoAreTooFew() throws Exception {
        assertThat(simulate("--chats 100 --agents 30 --simulated 5000"))
                .contains("| wait for an agent, p50 / p99 | 0.0 / ");
        assertThat(simulate("--chats 100 --agents 24 --simulated 5000"))
                .contains("| places of the agents | 100.0 % |")
                .doesNotContain("| wait for an agent, p50 / p99 | 0.0 / ");
    }

    /** Java compiles the program, which needs no library. */
    private static String simulate(String options) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "bench/Simulate.java"));
        command.addAll(List.of(options.split(" ")));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.getInputStream()) {
            var printed = new String(output.readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        }
    }
}
