package io.recontact.flow.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.flow.language.Transitions.Branch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next action by the outcome of an action. */
class TransitionsTests {

    private static final FlowData DATA = FlowData.of(Map.of("Attributes", Map.of("tier", "gold")));

    private static Branch when(Operator operator, String operand, String next) {
        return new Branch(new Condition(operator, Value.of(operand)), next);
    }

    private static Optional<String> after(Transitions transitions, Outcome outcome) {
        return transitions.after(outcome, DATA).next();
    }

    @Test
    void takesTheFirstConditionThatHolds() {
        var transitions = new Transitions(
                "next",
                Map.of("NoMatchingCondition", "none"),
                List.of(
                        when(Operator.NUMBER_LESS_THAN, "20", "few"),
                        when(Operator.NUMBER_LESS_THAN, "50", "some"),
                        when(Operator.EQUALS, "$.Attributes.tier", "special")));

        assertThat(after(transitions, new Outcome.Result("19"))).contains("few");
        assertThat(after(transitions, new Outcome.Result("20"))).contains("some");
        assertThat(after(transitions, new Outcome.Result("gold"))).contains("special");
        assertThat(after(transitions, new Outcome.Result("99"))).contains("none");
        assertThat(after(transitions, new Outcome.Done())).contains("next");
    }

    @Test
    void followsTheNextActionWithoutAMatchingCondition() {
        var transitions = new Transitions("next", Map.of(), List.of(when(Operator.EQUALS, "x", "x")));

        assertThat(after(transitions, new Outcome.Result("y"))).contains("next");
        assertThat(after(
                        new Transitions("next", Map.of("NoMatchingCondition", "none"), List.of()),
                        new Outcome.Result("y")))
                .contains("next");
    }

    @Test
    void prefersANamedErrorToTheGeneralOne() {
        var transitions =
                new Transitions("next", Map.of("QueueAtCapacity", "full", "NoMatchingError", "other"), List.of());

        assertThat(after(transitions, new Outcome.Failed("QueueAtCapacity"))).contains("full");
        assertThat(after(transitions, new Outcome.Failed("ChannelMismatch"))).contains("other");
        assertThat(after(transitions, Outcome.failed())).contains("other");
    }

    @Test
    void endsWithoutANextAction() {
        var transitions = new Transitions(null, Map.of("QueueAtCapacity", "full"), List.of());

        assertThat(after(transitions, Outcome.failed())).isEmpty();
        assertThat(after(transitions, new Outcome.Done())).isEmpty();
        assertThat(after(transitions, new Outcome.Result("x"))).isEmpty();
    }

    @Test
    void namesBranchesAsTheFlowWritesThem() {
        var transitions = new Transitions(
                "next",
                Map.of("NoMatchingCondition", "none", "NoMatchingError", "other"),
                List.of(
                        when(Operator.EQUALS, "silver", "few"),
                        when(Operator.TEXT_STARTS_WITH, "Hi $.Attributes['tier'].", "special")));

        assertThat(transitions.after(new Outcome.Result("silver"), DATA).name()).isEqualTo("Equals silver");
        assertThat(transitions.after(new Outcome.Result("Hi gold. Ada"), DATA).name())
                .isEqualTo("TextStartsWith Hi $.Attributes.tier.");
        assertThat(transitions.after(new Outcome.Result("Ada"), DATA).name()).isEqualTo("NoMatchingCondition");
        assertThat(transitions
                        .after(new Outcome.Failed("QueueAtCapacity"), DATA)
                        .name())
                .isEqualTo("NoMatchingError");
        assertThat(transitions.after(new Outcome.Done(), DATA).name()).isEqualTo("Success");
    }

    @ParameterizedTest
    @CsvSource({
        "Equals, abc, abc, true",
        "Equals, abc, ABC, false",
        "TextStartsWith, abc, ab, true",
        "TextStartsWith, abc, bc, false",
        "TextEndsWith, abc, bc, true",
        "TextEndsWith, abc, ab, false",
        "TextContains, abc, b, true",
        "TextContains, abc, x, false",
        "NumberGreaterThan, 10, 9, true",
        "NumberGreaterThan, 9, 9, false",
        "NumberGreaterThan, ten, 9, false",
        "NumberGreaterOrEqualTo, 9.0, 9, true",
        "NumberGreaterOrEqualTo, 8, 9, false",
        "NumberLessThan, -1, 0, true",
        "NumberLessThan, 0, 0, false",
        "NumberLessThan, '', 0, false",
        "NumberLessOrEqualTo, 1e3, 1000, true",
        "NumberLessOrEqualTo, 1001, 1000, false",
        "NumberLessOrEqualTo, 1, one, false",
        "NumberLessThan, 1, 1e999999999, true",
        "KeyExists, '{\"tier\": null}', tier, true",
        "KeyExists, '{\"other\": 1}', tier, false",
        "KeyExists, tier, tier, false",
        "KeyExists, '', tier, false",
    })
    void comparesByItsOperator(String operator, String result, String operand, boolean holds) {
        assertThat(Operator.find(operator).orElseThrow().holds(result, operand)).isEqualTo(holds);
    }
}
