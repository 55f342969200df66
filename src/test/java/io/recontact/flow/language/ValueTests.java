package io.recontact.flow.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values: static texts, single references, and texts with references. */
class ValueTests {

    private static final FlowData DATA = FlowData.of(Map.of(
            "Attributes", Map.of("name", "Ann", "order-no", "17", "empty", ""),
            "External", Map.of("order", Map.of("items", List.of("pen", "ink"), "total", 12.5, "paid", true)),
            "SegmentAttributes", Map.of("connect:Subtype", "connect:Chat"),
            "Channel", "CHAT"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello                                         | Hello
            $.Channel                                     | CHAT
            Hello $.Attributes.name.                      | Hello Ann.
            $.Attributes.name, $.Attributes.order-no!     | Ann, 17!
            "$.Attributes.name"                           | "Ann"
            $.Attributes.nobody                           | ''
            [$.Attributes.nobody]                         | []
            $.Attributes['name'] and $.Attributes.["name"] | Ann and Ann
            $.SegmentAttributes['connect:Subtype']        | connect:Chat
            $.External.order.items[1]                     | ink
            $.External.order.items[2]                     | ''
            $.External.order.total of $.External.order.paid | 12.5 of true
            $.External.order.items                        | ["pen","ink"]
            It costs $5, or $.                            | It costs $5, or $.
            $.Attributes.name.first                       | ''
            """)
    void resolvesReferences(String source, String text) {
        assertThat(Value.of(source).text(DATA)).isEqualTo(text);
    }

    @Test
    void distinguishesAbsentFromEmpty() {
        assertThat(Value.of("$.Attributes.nobody").find(DATA)).isEmpty();
        assertThat(Value.of("$.Attributes.empty").find(DATA)).contains("");
        assertThat(Value.of("").find(DATA)).contains("");
        assertThat(Value.of("x$.Attributes.nobody").find(DATA)).contains("x");
    }

    @Test
    void distinguishesKinds() {
        assertThat(Value.of("text").isStatic()).isTrue();
        assertThat(Value.of("text").isReference()).isFalse();
        assertThat(Value.of("$.A.b").isReference()).isTrue();
        assertThat(Value.of("$.A.größe").isReference()).isTrue();
        assertThat(Value.of("$.A.b c").isReference()).isFalse();
        assertThat(Value.of("$.A.b c").isStatic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "99999999999", "0x1"})
    void isNoNumberUnlessItIsAnInteger(String source) {
        assertThat(Value.of(source).integer(DATA)).isEmpty();
    }

    @Test
    void readsIntegersFromTextAndReferences() {
        assertThat(Value.of("-30").integer(DATA)).isEqualTo(OptionalInt.of(-30));
        assertThat(Value.of("$.Attributes.order-no").integer(DATA)).isEqualTo(OptionalInt.of(17));
        assertThat(Value.of("$.Attributes.nobody").integer(DATA)).isEmpty();
    }

    @Test
    void limitsItsLength() {
        var long_ = FlowData.of(Map.of("Attributes", Map.of("x", "x".repeat(32_000))));

        assertThat(Value.of("$.Attributes.x ".repeat(1_000)).text(long_)).hasSize(Value.MAX_LENGTH);
    }

    /** The longest path that a document can have must not overflow the stack. */
    @Test
    void readsAPathOfAnyLength() {
        var path = "$" + ".a".repeat(100_000);
        assertThat(Value.of(path).isReference()).isTrue();
        assertThat(Value.of("See " + path).parts()).hasSize(2);
    }

    @Test
    void keepsDollarSignsThatAreNotReferences() {
        assertThat(Value.of("only $.50 more").text(FlowData.of(Map.of()))).isEqualTo("only $.50 more");
    }

    @Test
    void buildsNoMoreThanItsLimit() {
        var data = FlowData.of(Map.of("Attributes", Map.of("a", "x".repeat(1_000))));
        var wanted = new HashMap<Value, Value>();
        for (int i = 0; i < 32; i++) {
            wanted.put(Value.of("k" + i), Value.of("$.Attributes.a"));
        }
        assertThat(Value.texts(wanted, data, 32_768))
                .hasValueSatisfying(texts -> assertThat(texts).hasSize(32));
        wanted.put(Value.of("one more"), Value.of("$.Attributes.a"));
        assertThat(Value.texts(wanted, data, 32_768)).isEmpty();
    }
}
