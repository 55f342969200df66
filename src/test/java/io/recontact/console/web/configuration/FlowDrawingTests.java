package io.recontact.console.web.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.console.web.configuration.FlowDrawing.Box;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The places of blocks in a drawing, and of problems in the content. */
class FlowDrawingTests {

    private static String flow(String... actions) {
        return "{\"StartAction\": \"a\", \"Actions\": [%s]}".formatted(String.join(",", actions));
    }

    private static String action(String id, String next) {
        return "{\"Identifier\": \"%s\", \"Type\": \"Wait\", \"Transitions\": {\"NextAction\": \"%s\"}}"
                .formatted(id, next);
    }

    private static FlowDrawing drawing(String content) {
        return FlowDrawing.of(FlowBlocks.of(content), null);
    }

    @Test
    void putsBlocksIntoColumnsByTheirDistance() {
        var drawing = drawing(flow(action("c", "a"), action("a", "b"), action("b", "c"), action("lost", "b")));

        assertThat(drawing.boxes()).extracting(Box::id).containsExactly("a", "b", "c", "lost");
        assertThat(drawing.boxes()).extracting(Box::x).isSorted().doesNotHaveDuplicates();
        assertThat(drawing.boxes()).extracting(Box::isReached).containsExactly(true, true, true, false);
        assertThat(drawing.lines()).hasSize(4);
    }

    @Test
    void overlapsNoBoxes() {
        var branches = IntStream.range(0, 30)
                .mapToObj("{\"ErrorType\": \"E\", \"NextAction\": \"n%d\"}"::formatted)
                .collect(Collectors.joining(","));
        var start =
                "{\"Identifier\": \"a\", \"Type\": \"Wait\", \"Transitions\": {\"Errors\": [%s]}}".formatted(branches);
        var targets = IntStream.range(0, 30)
                .mapToObj(number -> action("n" + number, "a"))
                .collect(Collectors.joining(","));
        var drawing = drawing(flow(start, targets));

        assertThat(drawing.boxes())
                .hasSize(31)
                .extracting(box -> List.of(box.x(), box.y()))
                .doesNotHaveDuplicates();
        assertThat(drawing.height()).isGreaterThan(30 * FlowDrawing.BOX_HEIGHT);
        assertThat(drawing.lines()).filteredOn(FlowDrawing.Line::isError).hasSize(30);
    }

    @Test
    void drawsWhatCannotRun() {
        assertThat(drawing("[]").boxes()).isEmpty();
        assertThat(drawing("{").boxes()).isEmpty();
        assertThat(drawing("{\"Actions\": 1}").boxes()).isEmpty();
        assertThat(drawing("{\"Actions\": [{}, 1, {\"Identifier\": 5}, {\"Identifier\": \"x\", \"Transitions\": []}]}")
                        .boxes())
                .extracting(Box::id)
                .contains("x");
        assertThat(drawing(flow(action("a", "nowhere"))).lines()).isEmpty();
    }

    @Test
    void findsTheLinesOfProblems() {
        var content = """
                {
                  "Version": "1",
                  "Actions": [
                    {"Identifier": "a"},
                    {"Identifier": "b",
                     "Transitions": {
                       "NextAction": "x"
                     }}
                  ]
                }""";
        var located = FlowProblems.locate(
                content,
                List.of(
                        "Version must be 2019-10-30",
                        "Actions[1].Transitions.NextAction of b () does not name an action",
                        "Actions[1].Parameters.Text of b () is missing",
                        "StartAction does not name an action"));

        assertThat(located).extracting(FlowProblems.Problem::line).containsExactly(2, 7, 5, null);
        assertThat(located.get(1).excerpt()).isEqualTo("\"NextAction\": \"x\"");
    }

    @Test
    void keepsContentThatHasLines() {
        assertThat(FlowProblems.onLines("{\n}")).isEqualTo("{\n}");
        assertThat(FlowProblems.onLines("{\"a\":1.50,\"b\":[]}")).contains("\n").contains("1.50");
        assertThat(FlowProblems.onLines("{\"a\":1,\"a\":2}")).isEqualTo("{\"a\":1,\"a\":2}");
        assertThat(FlowProblems.onLines("no JSON")).isEqualTo("no JSON");
    }
}
