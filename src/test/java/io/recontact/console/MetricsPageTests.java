package io.recontact.console;

import static io.recontact.console.Browser.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics of a day, as charts and tables. */
@ServiceTest
class MetricsPageTests {

    private final ContactCenter center;
    private final Service.Calls calls;
    private final MutableClock clock;
    private People people;

    MetricsPageTests(ContactCenter center, Service.Calls calls, MutableClock clock) {
        this.center = center;
        this.calls = calls;
        this.clock = clock;
    }

    @BeforeEach
    void setUp() {
        people = People.of(center.tenant());
        people.inProfile("grace", "CallCenterManager");
    }

    private Browser signedIn() {
        return Browser.signedIn(calls, people, "grace");
    }

    private static long bars(String page, String chart) {
        var figure = Pattern.compile("<figure id=\"%s\">.*?</figure>".formatted(chart), Pattern.DOTALL)
                .matcher(page);
        assertThat(figure.find()).isTrue();
        return Pattern.compile("<rect").matcher(figure.group()).results().count();
    }

    @Test
    void drawsTheDay() {
        clock.stopAt(Instant.parse("2026-03-04T10:10:00Z"));
        var agent = center.hire().available();
        center.waitingContact();
        var handled = agent.acceptNext();
        agent.status("Offline");
        var abandoned = center.waitingContact();
        clock.stopAt(Instant.parse("2026-03-04T11:10:00Z"));
        center.tenant().stop(handled);
        center.tenant().stop(abandoned);
        agent.clear(handled);
        clock.stopAt(Instant.parse("2026-03-04T11:15:00Z"));
        var grace = signedIn();

        var page = grace.get("/console/metrics").body();

        // Created, handled, abandoned, service level, answer time, handle time.
        assertThat(row(page, "10:00")).isEqualTo("10:00 2 0 0 – – –");
        assertThat(row(page, "11:00")).isEqualTo("11:00 0 1 1 50 % 0 s 1 h 0 min");
        assertThat(row(page, "BasicQueue")).isEqualTo("BasicQueue 2 1 1 50 % 0 s 1 h 0 min");
        assertThat(page).doesNotContain(">12:00</th>");
        assertThat(bars(page, "contacts")).isEqualTo(3);
        assertThat(bars(page, "service-level")).isEqualTo(1);
        assertThat(bars(page, "handle-time")).isEqualTo(1);
        assertThat(page).contains("<title>11:00, handled: 1</title>", "role=\"img\"");

        var other = AgentClient.newQueue(center.tenant());
        assertThat(row(grace.get("/console/metrics?queue=" + other).body(), "11:00"))
                .isEqualTo("11:00 0 0 0 – – –");
        assertThat(row(grace.get("/console/metrics?queue=" + center.queue()).body(), "11:00"))
                .startsWith("11:00 0 1 1");
        assertThat(grace.get("/console/metrics?day=2026-03-03").body())
                .contains(">23:00</th>", "No contact of a queue on this day");
    }

    @Test
    void aDayWithoutContactsIsEmpty() {
        var page = signedIn().get("/console/metrics").body();

        assertThat(page).contains("No contact of a queue on this day", "<svg").doesNotContain("<rect");
    }

    @Test
    void theDayBeginsWithoutFigures() {
        clock.stopAt(Instant.parse("2026-03-04T00:00:00Z"));

        assertThat(signedIn().get("/console/metrics").statusCode()).isEqualTo(200);
        assertThat(signedIn().get("/console/board").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesFiltersThatCannotBeRead() {
        var grace = signedIn();
        for (var query : List.of("day=yesterday", "day=2019-01-01", "day=9999-01-01", "queue=x", "target=7")) {
            var page = grace.get("/console/metrics?" + query);
            assertThat(page.statusCode()).as(query).isEqualTo(400);
            assertThat(page.body()).contains("role=\"alert\"", "name=\"day\"");
        }
        assertThat(grace.get("/console/metrics?target=x").statusCode()).isEqualTo(400);
        assertThat(grace.get("/console/metrics?queue=" + UUID.randomUUID()).body())
                .contains("No contact of a queue on this day");
    }

    @Test
    void otherInstancesCountForNothing() {
        var other = People.of(calls);
        other.tenant().startAndStop();

        assertThat(signedIn().get("/console/metrics").body()).doesNotContain("<rect");
    }

    @Test
    void runsNoTextOfAPerson() {
        var text = "<script>alert(1)</script>";
        center.tenant()
                .connect()
                .updateQueueName(request -> request.instanceId(center.tenant().instance())
                        .queueId(center.queue())
                        .name(text));
        center.tenant().stop(center.waitingContact());
        var grace = signedIn();

        assertThat(grace.get("/console/metrics").body())
                .contains("<th scope=\"row\">&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(grace.get("/console/metrics?day=%3Cscript%3E&queue=%22%3E%3Cscript%3E")
                        .body())
                .doesNotContain("<script>\"", "\"><script>");
    }
}
