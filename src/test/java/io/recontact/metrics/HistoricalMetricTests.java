package io.recontact.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.GetMetricDataV2Request;
import software.amazon.awssdk.services.connect.model.HistoricalMetricName;
import software.amazon.awssdk.services.connect.model.IntervalPeriod;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.MetricResultV2;
import software.amazon.awssdk.services.connect.model.MetricV2;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.Statistic;
import software.amazon.awssdk.services.connect.model.Unit;

/** GetMetricDataV2 and GetMetricData: what contacts and agents did, computed after the fact. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes lists of consumers as varargs
class HistoricalMetricTests {

    /** The calls of a test take seconds as well. */
    private static final Offset<Double> SECONDS = within(6.0);

    private final ContactCenter center;
    private final MutableClock clock;
    private final Instant begin;
    private final JdbcClient jdbc;

    HistoricalMetricTests(ContactCenter center, MutableClock clock, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.center = center;
        this.clock = clock;
        this.begin = clock.instant();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** One chat waits 20 s, is handled for two minutes, and has work of 30 s; another is abandoned after 40 s. */
    private AgentClient handleOneAndAbandonOne() {
        var chat = center.waitingContact();
        clock.advance(Duration.ofSeconds(20));
        var agent = center.hire().available();
        agent.acceptNext();
        clock.advance(Duration.ofMinutes(2));
        agent.end(chat);
        clock.advance(Duration.ofSeconds(30));
        agent.status("Offline");
        agent.clear(chat);
        var abandoned = center.waitingChat();
        clock.advance(Duration.ofSeconds(40));
        abandoned.customer().disconnect();
        return agent;
    }

    private String arn() {
        return "arn:aws:connect:us-east-1:123456789012:instance/"
                + center.tenant().instance();
    }

    private List<MetricResultV2> results(Consumer<GetMetricDataV2Request.Builder> request) {
        return center.tenant()
                .connect()
                .getMetricDataV2(all -> all.resourceArn(arn())
                        .startTime(begin.minusSeconds(1))
                        .endTime(clock.instant())
                        .filters(filter -> filter.filterKey("QUEUE").filterValues(center.queue()))
                        .applyMutation(request))
                .metricResults();
    }

    private static Map<String, Double> values(MetricResultV2 result) {
        var values = new HashMap<String, Double>();
        result.collections().forEach(data -> values.put(data.metric().name(), data.value()));
        return values;
    }

    private static MetricV2[] metrics(String... names) {
        return List.of(names).stream()
                .map(name -> MetricV2.builder().name(name).build())
                .toArray(MetricV2[]::new);
    }

    @Test
    void measuresContactsByQueue() {
        handleOneAndAbandonOne();

        var found = results(all -> all.groupings("QUEUE", "CHANNEL")
                .metrics(metrics(
                        "CONTACTS_CREATED",
                        "CONTACTS_QUEUED",
                        "CONTACTS_QUEUED_BY_ENQUEUE",
                        "CONTACTS_HANDLED",
                        "CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT",
                        "CONTACTS_ABANDONED",
                        "CONTACTS_TRANSFERRED_OUT",
                        "ABANDONMENT_RATE",
                        "AVG_QUEUE_ANSWER_TIME",
                        "AVG_ABANDON_TIME",
                        "MAX_QUEUED_TIME",
                        "AVG_HANDLE_TIME",
                        "AVG_INTERACTION_TIME",
                        "AVG_AFTER_CONTACT_WORK_TIME",
                        "SUM_HANDLE_TIME",
                        "AVG_HOLD_TIME")));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().dimensions())
                .containsExactlyInAnyOrderEntriesOf(Map.of("QUEUE", center.queue(), "CHANNEL", "CHAT"));
        var values = values(found.getFirst());
        assertThat(values)
                .containsEntry("CONTACTS_CREATED", 2.0)
                .containsEntry("CONTACTS_QUEUED", 2.0)
                .containsEntry("CONTACTS_QUEUED_BY_ENQUEUE", 2.0)
                .containsEntry("CONTACTS_HANDLED", 1.0)
                .containsEntry("CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT", 1.0)
                .containsEntry("CONTACTS_ABANDONED", 1.0)
                .containsEntry("CONTACTS_TRANSFERRED_OUT", 0.0)
                .containsEntry("ABANDONMENT_RATE", 50.0)
                .containsEntry("AVG_HOLD_TIME", null);
        assertThat(values.get("AVG_QUEUE_ANSWER_TIME")).isCloseTo(20, SECONDS);
        assertThat(values.get("AVG_ABANDON_TIME")).isCloseTo(40, SECONDS);
        assertThat(values.get("MAX_QUEUED_TIME")).isCloseTo(40, SECONDS);
        assertThat(values.get("AVG_INTERACTION_TIME")).isCloseTo(120, SECONDS);
        assertThat(values.get("AVG_AFTER_CONTACT_WORK_TIME")).isCloseTo(30, SECONDS);
        assertThat(values.get("AVG_HANDLE_TIME")).isCloseTo(150, SECONDS);
        assertThat(values.get("SUM_HANDLE_TIME")).isCloseTo(150, SECONDS);
    }

    @Test
    void measuresConversations() {
        var chat = center.waitingChat();
        var agent = center.hire().available();
        var contact = agent.awaitOffer();
        var member = Participant.join(chat.customer().client(), agent.accept(contact));
        chat.customer().say("Hello");
        chat.customer().say("Help");
        member.say("At your service");
        agent.end(contact);

        var values = values(results(all -> all.groupings("DISCONNECT_REASON")
                        .metrics(metrics(
                                "AVG_MESSAGES",
                                "AVG_MESSAGES_AGENT",
                                "AVG_MESSAGES_CUSTOMER",
                                "AVG_MESSAGE_LENGTH_CUSTOMER",
                                "AVG_RESPONSE_TIME_AGENT",
                                "CONVERSATIONS_ABANDONED")))
                .getFirst());

        assertThat(values)
                .containsEntry("AVG_MESSAGES_AGENT", 1.0)
                .containsEntry("AVG_MESSAGES_CUSTOMER", 2.0)
                .containsEntry("AVG_MESSAGE_LENGTH_CUSTOMER", 4.5)
                .containsEntry("CONVERSATIONS_ABANDONED", 0.0);
        assertThat(values.get("AVG_MESSAGES")).isGreaterThanOrEqualTo(3);
        assertThat(values.get("AVG_RESPONSE_TIME_AGENT")).isBetween(0.0, 20.0);
    }

    @Test
    void measuresServiceLevelsAgainstThresholds() {
        handleOneAndAbandonOne();

        for (var expected : List.of(List.of(10.0, 0.0), List.of(30.0, 50.0), List.of(60.0, 100.0))) {
            var found = results(all -> all.metrics(metric -> metric.name("SERVICE_LEVEL")
                    .threshold(t -> t.comparison("LT").thresholdValue(expected.getFirst()))));
            assertThat(found.getFirst().collections().getFirst().value()).isEqualTo(expected.getLast());
        }
    }

    @Test
    void filtersMetricsByInitiationAndEnd() {
        handleOneAndAbandonOne();

        var found = results(all -> all.metrics(
                m -> m.name("CONTACTS_HANDLED")
                        .metricFilters(
                                f -> f.metricFilterKey("INITIATION_METHOD").metricFilterValues("API")),
                m -> m.name("CONTACTS_HANDLED")
                        .metricFilters(f -> f.metricFilterKey("INITIATION_METHOD")
                                .metricFilterValues("API")
                                .negate(true)),
                m -> m.name("SUM_CONTACTS_DISCONNECTED")
                        .metricFilters(f ->
                                f.metricFilterKey("DISCONNECT_REASON").metricFilterValues("CUSTOMER_DISCONNECT"))));

        assertThat(found.getFirst().collections().stream().map(data -> data.value()))
                .containsExactly(1.0, 0.0, 1.0);
    }

    @Test
    void measuresTheTimeOfAgents() {
        var agent = handleOneAndAbandonOne();
        agent.status("Available");
        clock.advance(Duration.ofSeconds(50));

        var found = center.tenant()
                .connect()
                .getMetricDataV2(all -> all.resourceArn(arn())
                        .startTime(begin.minusSeconds(1))
                        .endTime(clock.instant())
                        .filters(filter -> filter.filterKey("AGENT").filterValues(agent.user()))
                        .groupings("AGENT")
                        .metrics(metrics(
                                "SUM_ONLINE_TIME_AGENT",
                                "SUM_CONTACT_TIME_AGENT",
                                "SUM_IDLE_TIME_AGENT",
                                "SUM_NON_PRODUCTIVE_TIME_AGENT",
                                "AGENT_OCCUPANCY",
                                "AGENT_ANSWER_RATE",
                                "AGENT_NON_RESPONSE")))
                .metricResults();

        var values = values(found.getFirst());
        assertThat(values.get("SUM_ONLINE_TIME_AGENT")).isCloseTo(200, SECONDS);
        assertThat(values.get("SUM_CONTACT_TIME_AGENT")).isCloseTo(150, SECONDS);
        assertThat(values.get("SUM_IDLE_TIME_AGENT")).isCloseTo(50, SECONDS);
        assertThat(values.get("AGENT_OCCUPANCY")).isCloseTo(75, within(3.0));
        assertThat(values)
                .containsEntry("SUM_NON_PRODUCTIVE_TIME_AGENT", 0.0)
                .containsEntry("AGENT_ANSWER_RATE", 100.0)
                .containsEntry("AGENT_NON_RESPONSE", 0.0);
    }

    @Test
    void measuresPausesOnlyWhileAnAgentHasTheTask() {
        var tasks = center.tasks();
        var task = tasks.in(center.queue());
        tasks.pause(task);
        clock.advance(Duration.ofMinutes(10));
        tasks.resume(task);
        var agent = center.hire().available();
        agent.acceptNext();
        tasks.pause(task);
        clock.advance(Duration.ofSeconds(50));
        tasks.resume(task);
        clock.advance(Duration.ofSeconds(30));
        agent.end(task);

        var values = values(results(all -> all.metrics(metrics("AVG_AGENT_PAUSE_TIME", "AVG_INTERACTION_TIME")))
                .getFirst());

        assertThat(values.get("AVG_AGENT_PAUSE_TIME")).isCloseTo(50, SECONDS);
        assertThat(values.get("AVG_INTERACTION_TIME")).isCloseTo(30, SECONDS);
    }

    @Test
    void countsRejectedAndWithdrawnOffers() {
        var agent = center.hire().available();
        var rejected = center.waitingChat();
        agent.awaitOffer();
        agent.reject(rejected.contact());
        agent.status("Available");
        var other = center.waitingChat();
        other.customer().disconnect();
        rejected.customer().disconnect();

        var values = values(results(all -> all.metrics(metrics(
                        "AGENT_NON_RESPONSE_WITHOUT_CUSTOMER_ABANDONS", "CONTACTS_ABANDONED", "AGENT_ANSWER_RATE")))
                .getFirst());

        assertThat(values).containsEntry("CONTACTS_ABANDONED", 2.0).containsEntry("AGENT_ANSWER_RATE", 0.0);
        assertThat(values.get("AGENT_NON_RESPONSE_WITHOUT_CUSTOMER_ABANDONS")).isGreaterThanOrEqualTo(1.0);
    }

    @Test
    void countsTransfersInTheQueueTheyLeave() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        var other = AgentClient.newQueue(center.tenant());
        agent.transferToQueue(chat, other);

        var values = values(results(all -> all.metrics(metrics(
                        "CONTACTS_TRANSFERRED_OUT",
                        "CONTACTS_TRANSFERRED_OUT_BY_AGENT",
                        "CONTACTS_TRANSFERRED_OUT_FROM_QUEUE",
                        "SUM_CONTACTS_DISCONNECTED")))
                .getFirst());

        assertThat(values)
                .containsEntry("CONTACTS_TRANSFERRED_OUT", 1.0)
                .containsEntry("CONTACTS_TRANSFERRED_OUT_BY_AGENT", 1.0)
                .containsEntry("CONTACTS_TRANSFERRED_OUT_FROM_QUEUE", 0.0)
                .containsEntry("SUM_CONTACTS_DISCONNECTED", 0.0);
    }

    @Test
    void countsEachOfManyConcurrentEndsOnce() {
        var chats = Stream.generate(center::waitingChat).limit(6).toList();
        ConcurrentCalls.run(12, number -> {
            var chat = chats.get(number % chats.size());
            try {
                if (number < chats.size()) {
                    chat.customer().disconnect();
                } else {
                    center.tenant().stop(chat.contact());
                }
            } catch (AwsServiceException _) {
                // the other end was first
            }
            return number;
        });

        assertThat(values(results(all -> all.metrics(
                                metrics("CONTACTS_QUEUED", "CONTACTS_ABANDONED", "SUM_CONTACTS_DISCONNECTED")))
                        .getFirst()))
                .containsEntry("CONTACTS_QUEUED", 6.0)
                .containsEntry("CONTACTS_ABANDONED", 6.0)
                .containsEntry("SUM_CONTACTS_DISCONNECTED", 6.0);
    }

    @Test
    void dividesTheTimeIntoIntervals() {
        var start = begin.truncatedTo(ChronoUnit.HOURS);
        handleOneAndAbandonOne();
        clock.advance(Duration.ofHours(2));

        var found = results(all -> all.startTime(start)
                .endTime(start.plus(Duration.ofHours(2)))
                .interval(i -> i.intervalPeriod(IntervalPeriod.THIRTY_MIN).timeZone("Asia/Kolkata"))
                .groupings("QUEUE")
                .metrics(metrics("CONTACTS_QUEUED", "AVG_HANDLE_TIME")));

        assertThat(found).hasSize(4);
        assertThat(found.stream().map(result -> result.metricInterval().startTime()))
                .containsExactly(
                        start,
                        start.plus(Duration.ofMinutes(30)),
                        start.plus(Duration.ofMinutes(60)),
                        start.plus(Duration.ofMinutes(90)));
        assertThat(found.stream()
                        .mapToDouble(result -> values(result).get("CONTACTS_QUEUED"))
                        .sum())
                .isEqualTo(2);
        assertThat(found.stream().map(result -> values(result).get("AVG_HANDLE_TIME")))
                .containsNull();
    }

    /** Reading the borders of the intervals again for each contact took ten seconds. */
    @Test
    void dividesManyContactsAtTheCostOfOneInterval() {
        jdbc.sql("""
                        insert into contact (
                            id, instance_id, initial_contact_id, association_id, channel, initiation_method,
                            initiated_at, disconnected_at, last_updated_at)
                        select id, cast(:instance as uuid), id, id, 'TASK', 'API', at, at, at
                        from (
                            select gen_random_uuid() as id,
                                   cast(:begin as timestamptz) - number * interval '10 seconds' as at
                            from generate_series(1, 20000) number
                        ) task
                        """)
                .param("instance", center.tenant().instance())
                .param("begin", begin.toString())
                .update();
        jdbc.sql("""
                        insert into contact_metric (
                            contact_id, instance_id, ended_at, channel, initiation_method, queue_id, duration_ms, flow_ms)
                        select id, instance_id, disconnected_at, channel, initiation_method, cast(:queue as uuid), 0, 0
                        from contact
                        where instance_id = cast(:instance as uuid)
                        """)
                .param("instance", center.tenant().instance())
                .param("queue", center.queue())
                .update();
        var started = System.nanoTime();

        var found = results(all -> all.startTime(begin.minus(Duration.ofHours(70)))
                .endTime(begin)
                .interval(interval -> interval.intervalPeriod(IntervalPeriod.FIFTEEN_MIN))
                .metrics(metrics("SUM_CONTACTS_DISCONNECTED", "CONTACTS_CREATED")));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
        assertThat(found).hasSize(100);
    }

    @Test
    void beginsDaysInTheTimeZone() {
        handleOneAndAbandonOne();
        clock.advance(Duration.ofDays(2));

        var found = results(
                all -> all.interval(i -> i.intervalPeriod(IntervalPeriod.DAY).timeZone("America/New_York"))
                        .metrics(metrics("CONTACTS_QUEUED")));

        assertThat(found.get(1)
                        .metricInterval()
                        .startTime()
                        .atZone(ZoneId.of("America/New_York"))
                        .getHour())
                .isZero();
    }

    @Test
    void readsPages() {
        handleOneAndAbandonOne();
        Consumer<GetMetricDataV2Request.Builder> byHour = all -> all.resourceArn(arn())
                .startTime(begin.truncatedTo(ChronoUnit.HOURS))
                .endTime(begin.truncatedTo(ChronoUnit.SECONDS).plusSeconds(60))
                .interval(i -> i.intervalPeriod(IntervalPeriod.FIFTEEN_MIN))
                .filters(filter -> filter.filterKey("QUEUE").filterValues(center.queue()))
                .metrics(metrics("CONTACTS_CREATED"));
        var everything = center.tenant().connect().getMetricDataV2(byHour).metricResults();

        var first = center.tenant().connect().getMetricDataV2(byHour.andThen(all -> all.maxResults(1)));

        assertThat(first.metricResults()).isEqualTo(everything.subList(0, 1));
        if (everything.size() > 1) {
            assertThat(center.tenant()
                            .connect()
                            .getMetricDataV2(byHour.andThen(all -> all.nextToken(first.nextToken())))
                            .metricResults())
                    .isEqualTo(everything.subList(1, everything.size()));
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> results(
                            all -> all.metrics(metrics("CONTACTS_QUEUED")).nextToken(first.nextToken())));
        } else {
            assertThat(first.nextToken()).isNull();
        }
    }

    @Test
    void findsNothingWithoutData() {
        assertThat(results(all -> all.groupings("QUEUE").metrics(metrics("CONTACTS_QUEUED", "CONTACTS_CREATED"))))
                .isEmpty();
    }

    @Test
    void answersTheOlderFormFromTheSameData() {
        handleOneAndAbandonOne();
        clock.advance(Duration.ofMinutes(5));
        var start = Instant.ofEpochSecond(begin.getEpochSecond() / 300 * 300);

        var result = center.tenant()
                .connect()
                .getMetricData(all -> all.instanceId(center.tenant().instance())
                        .startTime(start)
                        .endTime(start.plus(Duration.ofMinutes(10)))
                        .filters(f -> f.queues(center.queue()).channels(Channel.CHAT))
                        .groupingsWithStrings("QUEUE", "CHANNEL")
                        .historicalMetrics(
                                m -> m.name(HistoricalMetricName.CONTACTS_HANDLED)
                                        .unit(Unit.COUNT)
                                        .statistic(Statistic.SUM),
                                m -> m.name(HistoricalMetricName.SERVICE_LEVEL)
                                        .unit(Unit.PERCENT)
                                        .statistic(Statistic.AVG)
                                        .threshold(t -> t.comparison("LT").thresholdValue(30.0))))
                .metricResults()
                .getFirst();

        assertThat(result.dimensions().queue().arn()).endsWith("queue/" + center.queue());
        assertThat(result.dimensions().channel()).isEqualTo(Channel.CHAT);
        assertThat(result.collections().stream().map(data -> data.value())).containsExactly(1.0, 50.0);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVICE_LEVEL, AGENT",
        "AGENT_OCCUPANCY, QUEUE",
        "CONTACTS_QUEUED_BY_ENQUEUE, ROUTING_PROFILE",
        "CONTACTS_HANDLED, INITIATION_METHOD",
        "CONTACTS_HANDLED, CAMPAIGN"
    })
    void refusesGroupingsThatTheModelDoesNotList(String metric, String grouping) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> results(all -> all.groupings(grouping)
                        .metrics(m -> m.name(metric)
                                .threshold(
                                        metric.equals("SERVICE_LEVEL")
                                                ? List.of(
                                                        software.amazon.awssdk.services.connect.model.ThresholdV2
                                                                .builder()
                                                                .comparison("LT")
                                                                .thresholdValue(1.0)
                                                                .build())
                                                : null))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.5, 604_801})
    void refusesThresholdsOutOfBounds(double value) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> results(all -> all.metrics(m -> m.name("SERVICE_LEVEL")
                        .threshold(t -> t.comparison("LT").thresholdValue(value)))));
    }

    @Test
    void refusesPeriodsOutOfBounds() {
        var now = clock.instant();
        assertRefused(all -> all.startTime(now).endTime(now));
        assertRefused(all -> all.endTime(now.plusSeconds(3600)));
        assertRefused(all -> all.startTime(now.minus(Duration.ofDays(36))).endTime(now));
        assertRefused(all -> all.startTime(now.minus(Duration.ofDays(100))).endTime(now.minus(Duration.ofDays(99))));
        assertRefused(all -> all.startTime(now.minus(Duration.ofDays(3)))
                .endTime(now)
                .interval(i -> i.intervalPeriod(IntervalPeriod.HOUR)));
        assertRefused(all -> all.interval(i -> i.timeZone("Mars/Olympus")));
        assertRefused(all -> all.filters(f -> f.filterKey("CHANNEL").filterValues("CHAT")));
        assertRefused(all -> all.metrics(metrics("AVG_TALK_TIME")));
        assertRefused(all -> all.metrics(metrics("SERVICE_LEVEL")));
    }

    private void assertRefused(Consumer<GetMetricDataV2Request.Builder> change) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() ->
                        results(all -> all.metrics(metrics("CONTACTS_HANDLED")).applyMutation(change)));
    }

    @Test
    void refusesUnknownResources() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> results(all -> all.metrics(metrics("CONTACTS_HANDLED"))
                        .filters(f -> f.filterKey("QUEUE")
                                .filterValues(UUID.randomUUID().toString()))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> results(all -> all.metrics(metrics("CONTACTS_HANDLED"))
                        .resourceArn("arn:aws:connect:us-east-1:123456789012:instance/" + UUID.randomUUID())));
    }

    @Test
    void endsTheStatusOfADeletedUser() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        clock.advance(Duration.ofMinutes(3));
        center.tenant()
                .connect()
                .deleteUser(r -> r.instanceId(center.tenant().instance()).userId(agent.user()));
        clock.advance(Duration.ofMinutes(10));

        var profile = AgentClient.basicProfile(center.tenant());
        var values = values(results(all -> all.filters(
                                filter -> filter.filterKey("ROUTING_PROFILE").filterValues(profile))
                        .metrics(metrics("SUM_ONLINE_TIME_AGENT", "SUM_CONTACT_TIME_AGENT", "SUM_IDLE_TIME_AGENT")))
                .getFirst());

        assertThat(center.tenant().describe(chat).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(values.get("SUM_ONLINE_TIME_AGENT")).isCloseTo(180, SECONDS);
        assertThat(values.get("SUM_CONTACT_TIME_AGENT")).isCloseTo(180, SECONDS);
        assertThat(values.get("SUM_IDLE_TIME_AGENT")).isCloseTo(0, SECONDS);
    }
}
