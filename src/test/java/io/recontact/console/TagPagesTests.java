package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tags on the pages of the configuration. All kinds of resources have the same rows. */
@ServiceTest
class TagPagesTests extends ConfigurationFixture {

    TagPagesTests(Service.Calls calls) {
        super(calls);
    }

    private String arn() {
        return people.connect()
                .describeQueue(request -> request.instanceId(people.instance()).queueId(basicQueue()))
                .queue()
                .queueArn();
    }

    private Map<String, String> tags(String arn) {
        return people.connect()
                .listTagsForResource(request -> request.resourceArn(arn))
                .tags();
    }

    private String[] queue(String... tags) {
        return with(List.of("Name", "BasicQueue", "HoursOfOperationId", basicHours(), "Status", "ENABLED"), tags(tags));
    }

    private static String[] tags(String... keysAndValues) {
        return IntStream.range(0, keysAndValues.length / 2)
                .mapToObj(
                        tag -> Stream.of("Tags.Key", keysAndValues[2 * tag], "Tags.Value", keysAndValues[2 * tag + 1]))
                .flatMap(fields -> fields)
                .toArray(String[]::new);
    }

    @Test
    void addsChangesAndRemovesTags() {
        var page = QUEUES + "/" + basicQueue();
        var arn = arn();
        browser.fill(page + "/edit", queue("team", "orders", "cost centre", "17", "", ""));
        assertThat(tags(arn)).isEqualTo(Map.of("team", "orders", "cost centre", "17"));
        assertThat(browser.get(page).body()).contains(">team<", ">orders<", ">cost centre<");

        browser.fill(page + "/edit", queue("team", "returns", "", "17"));
        assertThat(tags(arn)).isEqualTo(Map.of("team", "returns"));
        browser.fill(page + "/edit", queue("team", ""));
        assertThat(tags(arn)).isEqualTo(Map.of("team", ""));
        browser.fill(page + "/edit", queue());
        assertThat(tags(arn)).isEmpty();
    }

    @Test
    void keepsSpacesThatAFormDoesNotShow() {
        var page = QUEUES + "/" + basicQueue();
        people.connect().tagResource(request -> request.resourceArn(arn()).tags(Map.of("team", " orders ")));

        browser.fill(page + "/edit", queue("team", "orders", "stage", "test"));

        assertThat(tags(arn())).isEqualTo(Map.of("team", " orders ", "stage", "test"));
    }

    @Test
    void refusesTagsAndChangesNothing() {
        var page = QUEUES + "/" + basicQueue();
        browser.fill(page + "/edit", queue("team", "orders"));
        for (var key : List.of("aws:team", "<b>", "a,b")) {
            assertRefused(browser.fill(page + "/edit", queue(key, "x")), "Tags", "does not begin with aws:");
        }
        assertRefused(browser.fill(page + "/edit", queue("a", "1", "a", "2")), "Tags", "two rows have the same key");
        assertRefused(browser.fill(page + "/edit", queue("x".repeat(129), "1")), "Tags", "more than 128 characters");
        assertRefused(browser.fill(page + "/edit", queue("a", "x".repeat(257))), "Tags", "more than 256 characters");
        var many = IntStream.range(0, 51)
                .mapToObj(number -> Stream.of("key %d".formatted(number), "x"))
                .flatMap(tag -> tag)
                .toArray(String[]::new);
        assertRefused(browser.fill(page + "/edit", queue(many)), "Tags", "more than 50");
        assertThat(tags(arn())).isEqualTo(Map.of("team", "orders"));
    }

    @Test
    void createsAResourceWithTagsOrNotAtAll() {
        var fields = List.of("Name", "Lunch", "State", "ENABLED");
        assertRefused(browser.fill(STATUSES + "/new", with(fields, tags("aws:x", "1"))), "Tags", "aws:");
        assertThat(browser.get(STATUSES).body()).doesNotContain("Lunch");

        var page = created(STATUSES, with(fields, tags("shift", "late")));
        var arn = people.connect()
                .describeAgentStatus(
                        request -> request.instanceId(people.instance()).agentStatusId(id(page)))
                .agentStatus()
                .agentStatusARN();
        assertThat(tags(arn)).isEqualTo(Map.of("shift", "late"));
    }

    @Test
    void allKindsWithAnArnHaveTags() {
        for (var path :
                List.of(QUEUES, HOURS, ROUTING, QUICK_CONNECTS, STATUSES, PROFILES, USERS, GROUPS, MODULES, VIEWS)) {
            assertThat(browser.get(path + "/new").body()).as(path).contains("name=\"Tags.Key\"");
        }
        for (var path : List.of(OVERRIDES, ATTRIBUTES)) {
            assertThat(browser.get(path + "/new").body()).as(path).doesNotContain("name=\"Tags.Key\"");
        }
    }

    @Test
    void runsNoTagOfAPerson() {
        var page = QUEUES + "/" + basicQueue();
        assertThat(target(browser.fill(page + "/edit", queue("team", HOSTILE)))).isEqualTo(page + "?saved");
        for (var path : List.of(page, page + "/edit")) {
            assertThat(browser.get(path).body())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>", "<img src=x", "[[49]]");
        }
    }
}
