package io.recontact.flow.language;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Compares a result with an operand. A comparison of numbers is false if one of the two is not a number. */
public enum Operator {
    EQUALS("Equals", String::equals),
    TEXT_STARTS_WITH("TextStartsWith", String::startsWith),
    TEXT_ENDS_WITH("TextEndsWith", String::endsWith),
    TEXT_CONTAINS("TextContains", String::contains),
    NUMBER_GREATER_THAN("NumberGreaterThan", numbers(order -> order > 0)),
    NUMBER_GREATER_OR_EQUAL_TO("NumberGreaterOrEqualTo", numbers(order -> order >= 0)),
    NUMBER_LESS_THAN("NumberLessThan", numbers(order -> order < 0)),
    NUMBER_LESS_OR_EQUAL_TO("NumberLessOrEqualTo", numbers(order -> order <= 0)),
    /**
     * True if the result is a JSON object with the member. The reference's table lacks it; Amazon Connect accepts it.
     */
    KEY_EXISTS("KeyExists", Operator::hasKey);

    /** Every number of the API is shorter. The limit keeps the exponent of hostile numbers small. */
    private static final int MAX_DIGITS = 100;

    private final String written;

    @SuppressWarnings("ImmutableEnumChecker") // these predicates have no state
    private final BiPredicate<String, String> comparison;

    Operator(String written, BiPredicate<String, String> comparison) {
        this.written = written;
        this.comparison = comparison;
    }

    static Optional<Operator> find(String written) {
        // The reference uses both spellings.
        var spelled = written.startsWith("Numeric") ? "Number" + written.substring("Numeric".length()) : written;
        return Arrays.stream(values())
                .filter(operator -> operator.written.equals(spelled))
                .findFirst();
    }

    /** Returns the name in the flow language. */
    String written() {
        return written;
    }

    boolean holds(String result, String operand) {
        return comparison.test(result, operand);
    }

    private static boolean hasKey(String result, String key) {
        try {
            return JsonMapper.shared().readTree(result).has(key);
        } catch (JacksonException _) {
            return false; // plain text has no members
        }
    }

    private static BiPredicate<String, String> numbers(IntPredicate order) {
        return (result, operand) -> {
            var left = number(result);
            var right = number(operand);
            return left.isPresent()
                    && right.isPresent()
                    && order.test(left.get().compareTo(right.get()));
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > MAX_DIGITS ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException _) {
            return Optional.empty(); // not a number
        }
    }
}
