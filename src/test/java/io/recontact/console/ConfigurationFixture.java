package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.connect.model.SecurityProfileSummary;

/** An administrator of a new instance, and the forms of the configuration. */
abstract class ConfigurationFixture {

    static final String QUEUES = "/console/configuration/queues";
    static final String HOURS = "/console/configuration/hours-of-operation";
    static final String ROUTING = "/console/configuration/routing-profiles";
    static final String QUICK_CONNECTS = "/console/configuration/quick-connects";
    static final String STATUSES = "/console/configuration/agent-statuses";
    static final String PROFILES = "/console/configuration/security-profiles";
    static final String OVERRIDES = "/console/configuration/hours-overrides";
    static final String GROUPS = "/console/configuration/hierarchy-groups";
    static final String ATTRIBUTES = "/console/configuration/predefined-attributes";
    static final String MODULES = "/console/configuration/flow-modules";
    static final String VIEWS = "/console/configuration/views";
    static final String USERS = "/console/users";
    static final String HOSTILE = "<script>alert(1)</script>\"><img src=x> ${7*7} [[${7*7}]]";
    final Service.Calls calls;
    People people;
    Browser browser;

    ConfigurationFixture(Service.Calls calls) {
        this.calls = calls;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
        people.inProfile("ada", "Admin");
        browser = signedIn("ada");
    }

    Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    String basicQueue() {
        return people.connect().listQueues(request -> request.instanceId(people.instance())).queueSummaryList().stream()
                .filter(queue -> "BasicQueue".equals(queue.name()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    String basicHours() {
        return people.connect()
                .listHoursOfOperations(request -> request.instanceId(people.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
    }

    String profile(String name) {
        return people
                .connect()
                .listSecurityProfiles(request -> request.instanceId(people.instance()))
                .securityProfileSummaryList()
                .stream()
                .filter(one -> one.name().equals(name))
                .map(SecurityProfileSummary::id)
                .findFirst()
                .orElseThrow();
    }

    String basicRouting() {
        return people.connect()
                .listRoutingProfiles(request -> request.instanceId(people.instance()))
                .routingProfileSummaryList()
                .getFirst()
                .id();
    }

    /** Creates a resource by its form, and returns its page. */
    String created(String path, String... namesAndValues) {
        var page = target(browser.fill(path + "/new", namesAndValues));
        assertThat(page).startsWith(path + "/").endsWith("?saved");
        assertThat(browser.get(page).body()).contains("Saved.");
        return page.replace("?saved", "");
    }

    static String id(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    static void assertRefused(HttpResponse<String> answer, String field, String reason) {
        assertThat(answer.statusCode()).isEqualTo(422);
        var notes = Pattern.compile("id=\"field-%s-notes\">\\s*<small class=\"problem\">([^<]*)".formatted(field))
                .matcher(answer.body());
        assertThat(notes.find()).as("a problem at %s", field).isTrue();
        assertThat(notes.group(1)).contains(reason);
    }

    static String[] with(String[] fields, String... more) {
        return with(Arrays.asList(fields), more);
    }

    static String[] with(List<String> fields, String... more) {
        return Stream.concat(fields.stream(), Arrays.stream(more)).toArray(String[]::new);
    }
}
