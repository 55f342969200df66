package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.RequestModel.Broken;
import io.recontact.testing.MutableClock;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Breaks each member of each request by each constraint of the service models. Every such request is refused with an
 * error that the operation declares, and changes nothing. The valid request succeeds.
 */
@ServiceTest
@TestPropertySource(
        properties = {
            "recontact.streaming.endpoints[0].arn=" + RequestModelTests.ENDPOINT,
            "recontact.streaming.endpoints[0].url=http://127.0.0.1:9",
            "recontact.streaming.poll-every=1d",
            "recontact.flows.lambda-functions[0].arn=" + RequestModelTests.FUNCTION,
            "recontact.flows.lambda-functions[0].url=http://127.0.0.1:9",
            "recontact.first-instance.id=" + RequestModelTests.FIRST_INSTANCE,
            "recontact.first-instance.flow-id=" + RequestModelTests.FIRST_FLOW,
            "recontact.chat-integrations.destinations[0].id=" + RequestModelTests.NUMBER,
            "recontact.chat-integrations.destinations[0].instance-id=" + RequestModelTests.FIRST_INSTANCE,
            "recontact.chat-integrations.destinations[0].contact-flow-id=" + RequestModelTests.FIRST_FLOW,
        })
class RequestModelTests {

    static final String ENDPOINT = "arn:aws:sns:us-east-1:123456789012:model";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:model";
    static final String FIRST_INSTANCE = "01900000-0000-7000-8000-0000000000c1";
    static final String FIRST_FLOW = "01900000-0000-7000-8000-0000000000c2";
    static final String NUMBER = "arn:aws:connect:us-east-1:123456789012:phone-number/01900000";

    /** Errors of access control, which runs before each operation. */
    private static final Set<String> OF_THE_PROTOCOL = Set.of("AccessDeniedException");

    /** Bodies that no operation accepts: broken JSON, not an object, a duplicate member. */
    private static final List<String> NO_REQUESTS = List.of("{", "[]", "{\"x\": 1, \"x\": 2}");

    /** Requests that the models forbid and this service accepts; not sent. */
    private static final Set<String> NOT_HELD = Set.of(
            // Newer models begin at 0.
            "CreateRoutingProfile: MediaConcurrencies[].Concurrency is below its minimum");

    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final RequestMappingHandlerMapping mappings;
    private final Operations operations;
    private final ValidRequests valid;
    private final ModelCalls sender;

    RequestModelTests(
            Service.Calls calls,
            RawCalls raw,
            QueuedChats waiting,
            MutableClock clock,
            JdbcClient jdbc,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            Operations operations) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.operations = operations;
        this.valid = new ValidRequests(calls, raw, waiting, clock);
        this.sender = new ModelCalls(calls.endpoint(), raw);
    }

    private Stream<Operation> offered() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream()
                                .flatMap(path -> operations.find(method.name(), path).stream())))
                .filter(Operation::isOfModel)
                .distinct();
    }

    @Test
    void findsTheOperations() {
        assertThat(offered().map(Operation::name))
                .hasSizeGreaterThanOrEqualTo(57)
                .contains("StartChatContact", "ListInstances", "SendMessage");
    }

    @TestFactory
    Stream<DynamicTest> everyMemberIsValidatedAsInTheModel() {
        return offered()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> assertHoldsTheModel(operation)));
    }

    private void assertHoldsTheModel(Operation operation) {
        var model = RequestModel.of(operation);
        assertThat(model.has(operation))
                .as("aws/request-model.json has %s; the script beside it adds it", operation.name())
                .isTrue();
        var request = valid.of(operation)
                .orElseThrow(() -> new AssertionError("ValidRequests needs a request for " + operation.name()));
        var broken = model.broken(operation, request).stream()
                .filter(one -> !NOT_HELD.contains(operation.name() + ": " + one.how()))
                .toList();
        var before = awaitSettledState();
        var problems = new ArrayList<String>();
        for (var one : broken) {
            var answer = sender.send(operation, model, one.request());
            var problem = problem(operation, one, answer);
            if (problem != null) {
                problems.add(problem);
            }
        }
        if (!ModelCalls.isWithoutBody(operation, model.members(operation))) {
            for (var body : NO_REQUESTS) {
                var answer = sender.send(operation, model, request, body.getBytes(StandardCharsets.UTF_8));
                var problem = problem(operation, new Broken("the body " + body, request), answer);
                if (problem != null) {
                    problems.add(problem);
                }
            }
        }
        assertThat(problems).as("of %d broken requests", broken.size()).isEmpty();
        assertThat(state()).as("after requests that were refused").isEqualTo(before);
        var answer = sender.send(operation, model, request);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType").orElse(""))
                .as("the unbroken request: %s", answer.body())
                .isEmpty();
    }

    private static @Nullable String problem(Operation operation, Broken broken, HttpResponse<String> answer) {
        var error = answer.headers().firstValue("x-amzn-ErrorType").orElse("");
        var isDeclared = operation.errors().contains(error) || OF_THE_PROTOCOL.contains(error);
        return answer.statusCode() < 400 || answer.statusCode() >= 500 || !isDeclared
                ? "%s: %d %s".formatted(broken.how(), answer.statusCode(), error)
                : null;
    }

    /** The state after all effects of the valid request, such as the flow of its chat. */
    private List<String> awaitSettledState() {
        var last = new AtomicReference<>(state());
        Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> {
            var state = state();
            return state.equals(last.getAndSet(state)) && dueRuns() == 0;
        });
        return last.get();
    }

    private int dueRuns() {
        return jdbc.sql("select count(*) from flow_run where status = 'READY' and due_at <= :now")
                .param("now", clock.instant())
                .query(Integer.class)
                .single();
    }

    /** The number of rows of each table and a checksum of their content. */
    private List<String> state() {
        var tables = jdbc.sql("""
                        select tablename from pg_tables
                        where schemaname = 'public' and tablename not like 'flyway%' order by tablename
                        """).query(String.class).list();
        return jdbc.sql(tables.stream().map("""
                                select '%1$s' as name, count(*) as rows, sum(hashtextextended(t::text, 0)) as content
                                from %1$s t
                                """::formatted).collect(Collectors.joining(" union all ")))
                .query((row, _) -> "%s: %d rows, %s"
                        .formatted(row.getString("name"), row.getLong("rows"), row.getString("content")))
                .list();
    }
}
