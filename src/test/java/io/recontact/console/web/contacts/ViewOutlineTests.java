package io.recontact.console.web.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.console.web.contacts.InteractiveCard.Entry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ViewOutlineTests {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void fillsComponentsWithTheDataOfTheMessage() {
        var outline = ViewOutline.of(
                """
                {"Head": {"Title": "$.Heading"}, "Body": [
                  {"Type": "Container", "Content": [
                    {"Type": "Text", "Props": {"Color": "red"}, "Content": ["$.Text", "Costs $5.", "$.missing.Name"]},
                    {"Type": "FormInput", "Props": {"Label": "Name", "Options": "$.Options", "Hint": null}}]},
                  "no component", 7]}
                """, json("{\"Heading\": \"Order\", \"Text\": \"Hi Ada\", \"Options\": [\"a\", \"b\"]}"));

        assertThat(outline.title()).isEqualTo("Order");
        var container = outline.blocks().getFirst();
        assertThat(outline.blocks()).hasSize(1);
        assertThat(container.type()).isEqualTo("Container");
        assertThat(container.blocks().getFirst().texts()).containsExactly("Hi Ada", "Costs $5.", "$.missing.Name");
        assertThat(container.blocks().get(1).properties())
                .containsExactly(
                        new Entry("Label", "Name"), new Entry("Options[0]", "a"), new Entry("Options[1]", "b"));
    }

    @Test
    void endsForTemplatesOfAnySize() {
        var nested = "{\"Type\": \"C\", \"Content\": [".repeat(100) + "]}".repeat(100);
        var many = "{\"Type\": \"C\"},".repeat(1000) + "{}";

        assertThat(ViewOutline.of("{\"Body\": [%s]}".formatted(nested), json("{}"))
                        .toString())
                .hasSizeLessThan(2000);
        assertThat(ViewOutline.of("{\"Body\": [%s]}".formatted(many), json("{}"))
                        .blocks())
                .hasSize(300);
    }

    @Test
    void isEmptyForUnknownTemplates() {
        for (var template : new String[] {"{}", "{\"Body\": 7}", "{\"Body\": {}}", "[]", "{\"Head\": 1}", null}) {
            var outline = ViewOutline.of(template, json("{}"));
            assertThat(outline.title()).as(template).isNull();
            assertThat(outline.blocks()).as(template).isEmpty();
        }
    }
}
