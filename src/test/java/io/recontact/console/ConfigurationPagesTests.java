package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.InstanceAttributeType;

/** Rules of all pages of the configuration. */
@ServiceTest
class ConfigurationPagesTests extends ConfigurationFixture {

    private static final String INSTANCE = "/console/configuration/instance";

    ConfigurationPagesTests(Service.Calls calls) {
        super(calls);
    }

    @Test
    void showsWhatAUserMaySee() {
        assertThat(browser.get("/console/configuration").body())
                .contains(QUEUES, HOURS, ROUTING, QUICK_CONNECTS, STATUSES, PROFILES, USERS, INSTANCE)
                .contains(OVERRIDES, GROUPS, ATTRIBUTES, MODULES, VIEWS);

        var reader = signedIn(people.someone("Queues.View"));
        assertThat(reader.get("/console").body()).contains("href=\"/console/configuration\"");
        assertThat(reader.get("/console/configuration").body()).contains(QUEUES).doesNotContain(HOURS, INSTANCE);
        assertThat(reader.get(QUEUES).body()).contains("BasicQueue").doesNotContain("/new");
        assertThat(reader.get(QUEUES + "/" + basicQueue()).body()).doesNotContain("/edit", "/delete");
        var stranger = signedIn(people.someone());
        assertThat(stranger.get("/console").body()).doesNotContain("href=\"/console/configuration\"");
    }

    @Test
    void keepsAResourceInUse() {
        var queue = QUEUES + "/" + basicQueue();
        var refused = browser.fill(queue + "/delete");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("role=\"alert\"", "is in use by");
        assertThat(browser.get(queue).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesFieldsAndChangesNothing() {
        var others = People.of(calls);
        var other = others.connect()
                .listHoursOfOperations(request -> request.instanceId(others.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
        var hours = basicHours();
        assertRefused(browser.fill(QUEUES + "/new", "Name", " ", "HoursOfOperationId", hours), "Name", "is required");
        assertRefused(
                browser.fill(QUEUES + "/new", "Name", "x".repeat(128), "HoursOfOperationId", hours),
                "Name",
                "more than 127");
        assertRefused(
                browser.fill(QUEUES + "/new", "Name", "a\0b", "HoursOfOperationId", hours), "Name", "cannot be stored");
        assertRefused(
                browser.fill(QUEUES + "/new", "Name", "a", "HoursOfOperationId", other),
                "HoursOfOperationId",
                "choose from the list");
        for (var number : List.of("-1", "1.5", "many", "99999999999")) {
            assertRefused(
                    browser.fill(QUEUES + "/new", "Name", "a", "HoursOfOperationId", hours, "MaxContacts", number),
                    "MaxContacts",
                    "whole number");
        }
        assertRefused(
                browser.fill(QUEUES + "/new", "Name", "BasicQueue", "HoursOfOperationId", hours),
                "Name",
                "another queue of that name");
        assertThat(browser.get(QUEUES).body().split("<th scope=\"row\">", -1)).hasSize(2);
    }

    @Test
    void keepsWhatSomebodyElseHasChanged() {
        var edit = QUEUES + "/" + basicQueue() + "/edit";
        var seen = Pattern.compile("name=\"LastModifiedTime\" value=\"([^\"]+)\"")
                .matcher(browser.get(edit).body());
        assertThat(seen.find()).isTrue();
        people.connect()
                .updateQueueMaxContacts(request -> request.instanceId(people.instance())
                        .queueId(basicQueue())
                        .maxContacts(3));

        var refused = browser.submit(
                QUEUES,
                edit,
                Map.of(
                        "LastModifiedTime",
                        seen.group(1),
                        "Name",
                        "BasicQueue",
                        "HoursOfOperationId",
                        basicHours(),
                        "Status",
                        "ENABLED",
                        "MaxContacts",
                        "9"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Somebody else has changed it", "value=\"9\"");
        assertThat(people.connect()
                        .describeQueue(
                                request -> request.instanceId(people.instance()).queueId(basicQueue()))
                        .queue()
                        .maxContacts())
                .isEqualTo(3);
    }

    @Test
    void letsOneOfManyChangesOfTheSameStateWin() throws Exception {
        var edit = QUEUES + "/" + basicQueue() + "/edit";
        var shown = browser.get(edit).body();
        var seen =
                Pattern.compile("name=\"LastModifiedTime\" value=\"([^\"]+)\"").matcher(shown);
        assertThat(seen.find()).isTrue();
        var csrf = browser.csrf(QUEUES);
        var hours = basicHours();
        Stream<Callable<Integer>> changes = IntStream.range(1, 9)
                .mapToObj(number -> () -> browser.post(
                                edit,
                                Map.of(
                                        "_csrf",
                                        csrf,
                                        "LastModifiedTime",
                                        seen.group(1),
                                        "Name",
                                        "BasicQueue",
                                        "HoursOfOperationId",
                                        hours,
                                        "Status",
                                        "ENABLED",
                                        "MaxContacts",
                                        Integer.toString(number)))
                        .statusCode());
        try (var threads = Executors.newFixedThreadPool(8)) {
            var statuses = threads.invokeAll(changes.toList()).stream()
                    .map(answer -> answer.resultNow())
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(302, 422, 422, 422, 422, 422, 422, 422);
        }
    }

    @Test
    void changesTheAttributesOfTheInstance() {
        assertThat(browser.get(INSTANCE).body()).contains(people.alias(), people.instance());
        browser.fill(INSTANCE + "/edit", "Attributes", "CONTACTFLOW_LOGS", "Attributes", "INBOUND_CALLS");

        assertThat(attribute(InstanceAttributeType.CONTACTFLOW_LOGS)).isEqualTo("true");
        assertThat(attribute(InstanceAttributeType.CONTACT_LENS)).isEqualTo("false");
        assertThat(browser.fill(INSTANCE + "/edit", "Attributes", "NO_SUCH").statusCode())
                .isEqualTo(422);
    }

    @Test
    void associatesOriginsAndFunctionsWithTheInstance() {
        browser.fill(
                INSTANCE + "/edit",
                "Origin",
                "https://shop.example.com\nhttps://app.example.com",
                "FunctionArn",
                "arn:aws:lambda:eu-central-1:123456789012:function:price",
                "Tags.Key",
                "stage",
                "Tags.Value",
                "test");
        assertThat(origins()).containsExactlyInAnyOrder("https://shop.example.com", "https://app.example.com");
        assertThat(browser.get(INSTANCE).body()).contains("https://app.example.com", "function:price", ">stage<");

        assertRefused(
                browser.fill(INSTANCE + "/edit", "Origin", "https://app.example.com/a"), "Origin", "is not an origin");
        assertRefused(browser.fill(INSTANCE + "/edit", "FunctionArn", "price"), "FunctionArn", "is not an ARN");
        assertThat(origins()).hasSize(2);
        browser.fill(INSTANCE + "/edit", "Origin", "https://app.example.com");
        assertThat(origins()).containsExactly("https://app.example.com");
        assertThat(people.connect()
                        .listLambdaFunctions(request -> request.instanceId(people.instance()))
                        .lambdaFunctions())
                .isEmpty();
    }

    private List<String> origins() {
        return people.connect()
                .listApprovedOrigins(request -> request.instanceId(people.instance()))
                .origins();
    }

    private String attribute(InstanceAttributeType type) {
        return people.connect()
                .describeInstanceAttribute(
                        request -> request.instanceId(people.instance()).attributeType(type))
                .attribute()
                .value();
    }

    @Test
    void pagesThroughLists() {
        for (int i = 0; i < 27; i++) {
            var name = "Break & rest %02d".formatted(i);
            people.connect()
                    .createAgentStatus(request ->
                            request.instanceId(people.instance()).name(name).state("ENABLED"));
        }
        var first = browser.get(STATUSES + "?q=break+%26").body();
        var next = Pattern.compile("href=\"([^\"]+after=[^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        var second = browser.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(rows(first)).isEqualTo(25);
        assertThat(rows(second)).isEqualTo(2);
        assertThat(second).contains("First page");
        assertThat(browser.get(STATUSES + "?after=x").statusCode()).isEqualTo(400);
    }

    private static long rows(String page) {
        return Pattern.compile("<th scope=\"row\">").matcher(page).results().count();
    }

    @Test
    void runsNoTextOfAPerson() {
        var queue = created(QUEUES, "Name", HOSTILE, "Description", HOSTILE, "HoursOfOperationId", basicHours());
        var status = created(STATUSES, "Name", HOSTILE, "Description", HOSTILE, "State", "ENABLED");
        for (var path : List.of(
                QUEUES,
                queue,
                queue + "/edit",
                queue + "/delete",
                QUEUES + "?q=%3Cscript%3E",
                STATUSES,
                status,
                status + "/edit",
                ROUTING + "/new",
                QUICK_CONNECTS + "/new")) {
            assertNothingRuns(path, browser.get(path).body());
        }
        assertNothingRuns(
                "a refused form",
                browser.fill(QUEUES + "/new", "Name", "", "Description", HOSTILE, "MaxContacts", HOSTILE)
                        .body());
    }

    private static void assertNothingRuns(String path, String page) {
        assertThat(page)
                .as(path)
                .doesNotContain("<script>", "<img src=x", "[[49]]")
                .contains("</main>");
    }

    @Test
    void resourcesOfOtherInstancesDoNotExist() {
        var other = People.of(calls);
        other.inProfile("eve", "Admin");
        var eve = new Browser(calls.endpoint());
        eve.signIn(other.alias(), "eve", People.PASSWORD);
        for (var page : List.of(
                QUEUES + "/" + basicQueue(),
                HOURS + "/" + basicHours(),
                ROUTING + "/" + basicRouting(),
                PROFILES + "/" + profile("Admin"))) {
            for (var path : List.of(page, page + "/edit", page + "/delete")) {
                assertThat(eve.get(path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(eve.fillFor(QUEUES, page + "/delete").statusCode()).isEqualTo(404);
            assertThat(eve.fillFor(QUEUES, page + "/edit").statusCode()).isEqualTo(404);
        }
        assertThat(browser.get(QUEUES + "/" + basicQueue()).statusCode()).isEqualTo(200);
    }
}
