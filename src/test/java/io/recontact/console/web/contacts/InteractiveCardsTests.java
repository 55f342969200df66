package io.recontact.console.web.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.console.web.contacts.InteractiveCard.Choice;
import io.recontact.console.web.contacts.InteractiveCard.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractiveCardsTests {

    private static final String MESSAGE = "application/vnd.amazonaws.connect.message.interactive";

    private static InteractiveCard card(String content) {
        return InteractiveCards.of(MESSAGE, content).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListPicker", "Panel", "QuickReply"})
    void hasTheWordsOfChoices(String template) {
        var card = card("""
                {"templateType": "%s", "version": "1.0", "data": {
                  "replyMessage": {"title": "Thanks"},
                  "content": {"title": "Which color?", "subtitle": "Tap one", "imageType": "URL",
                    "imageData": "https://images.example.com/a.png?secret=1", "imageDescription": "All colors",
                    "elements": [
                      {"title": "Blue", "subtitle": "sea", "imageData": "https://other.example.com/b.png"},
                      {"title": "Red"}, {"nothing": 1}]}}}
                """.formatted(template));

        assertThat(card.kind()).isEqualTo(template);
        assertThat(card.title()).isEqualTo("Which color?");
        assertThat(card.subtitle()).isEqualTo("Tap one");
        assertThat(card.picture()).isEqualTo("Picture: All colors (images.example.com)");
        assertThat(card.choices())
                .containsExactly(
                        new Choice("Blue", "sea", "Picture (other.example.com)"), new Choice("Red", null, null));
        assertThat(card.isView()).isFalse();
    }

    @Test
    void hasTheTimesOfATimePickerInItsZone() {
        var card = card("""
                {"templateType": "TimePicker", "data": {"content": {"title": "When?", "timezoneOffset": -420,
                  "location": {"latitude": 47.6, "longitude": -122.3, "title": "Oscar"},
                  "timeslots": [{"date": "2026-10-31T17:00+00:00", "duration": 3600},
                    {"date": "tomorrow"}, {"duration": 60}]}}}
                """);

        assertThat(card.subtitle()).isEqualTo("Oscar");
        assertThat(card.choices())
                .containsExactly(
                        new Choice("Sat 31 Oct 2026, 10:00 -07:00", "1 h 0 min", null),
                        new Choice("tomorrow", null, null));
    }

    @Test
    void keepsTheTimesOfImpossibleZones() {
        for (var zone : new String[] {"99999999", "2147483647", "\"x\"", "1.5"}) {
            var card = card("""
                    {"templateType": "TimePicker", "data": {"content": {"timezoneOffset": %s,
                      "timeslots": [{"date": "2026-10-31T17:00+00:00"}]}}}
                    """.formatted(zone));
            assertThat(card.choices())
                    .as(zone)
                    .singleElement()
                    .satisfies(choice -> assertThat(choice.text()).contains("17:00"));
        }
    }

    @Test
    void hasTheCardsOfACarousel() {
        var card = card("""
                {"templateType": "Carousel", "data": {"content": {"title": "Fruits", "elements": [
                  {"templateIdentifier": "0", "templateType": "Panel", "data": {"content": {"title": "Apple",
                    "elements": [{"title": "Buy"}]}}},
                  {"templateType": "Carousel", "data": {"content": {"title": "Inner", "elements": [
                    {"templateType": "Carousel", "data": {"content": {"title": "Innermost", "elements": [
                      {"templateType": "Panel", "data": {"content": {"title": "Too deep"}}}]}}}]}}}, 7]}}}
                """);

        assertThat(card.cards()).extracting(InteractiveCard::title).containsExactly("Apple", "Inner");
        assertThat(card.cards().getFirst().choices()).containsExactly(new Choice("Buy", null, null));
        assertThat(card.toString()).contains("Innermost").doesNotContain("Too deep");
    }

    @Test
    void hasTheDataOfAView() {
        var card = card("""
                {"templateType": "ViewResource", "data": {"content": {"viewToken": "t", "viewData": {
                  "Heading": "Your order", "Rows": [{"Id": 1}, {"Id": "b"}], "Open": true, "None": null}}}}
                """);

        assertThat(card.title()).isEqualTo("Your order");
        assertThat(card.isView()).isTrue();
        assertThat(card.entries())
                .containsExactly(
                        new Entry("Heading", "Your order"),
                        new Entry("Rows[0].Id", "1"),
                        new Entry("Rows[1].Id", "b"),
                        new Entry("Open", "true"));
        assertThat(card("{\"templateType\": \"ViewResource\", \"data\": {\"content\": {}}}"))
                .satisfies(without -> assertThat(without.title()).isEqualTo("ViewResource"))
                .satisfies(without -> assertThat(without.isView()).isFalse());
    }

    @Test
    void hasTheAnswerToAView() {
        var card = InteractiveCards.of(
                        MESSAGE + ".response", "{\"Action\": \"Submit\", \"ViewData\": {\"name\": \"Ada\"}}")
                .orElseThrow();

        assertThat(card.title()).isEqualTo("Submit");
        assertThat(card.kind()).isNull();
        assertThat(card.entries()).containsExactly(new Entry("name", "Ada"));
    }

    @Test
    void endsForDataOfAnySize() {
        var deep = "{\"a\":".repeat(300) + "1" + "}".repeat(300);
        var wide = "{\"templateType\": \"ViewResource\", \"data\": {\"content\": {\"viewData\": {\"list\": [%s1]}}}}"
                .formatted("1,".repeat(5000));

        assertThat(card("{\"templateType\": \"V\", \"data\": {\"content\": {\"viewData\": %s}}}".formatted(deep))
                        .entries())
                .hasSize(1);
        assertThat(card(wide).entries()).hasSize(60);
    }

    @Test
    void leavesOtherTextsAsTheyAre() {
        for (var content : new String[] {"", "text", "[]", "{}", "{\"templateType\": 7}", "null"}) {
            assertThat(InteractiveCards.of(MESSAGE, content)).as(content).isEmpty();
            assertThat(InteractiveCards.of(MESSAGE + ".response", content))
                    .as(content)
                    .isEmpty();
        }
        assertThat(InteractiveCards.of("text/plain", "{\"templateType\": \"Panel\"}"))
                .isEmpty();
        assertThat(InteractiveCards.of(null, "x")).isEmpty();
    }
}
