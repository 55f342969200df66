package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceMoves.State;
import io.recontact.testing.MutableClock;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every operation on an instance that leaves its cell is refused as docs/cells.md says. */
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
class MovedInstanceTests {

    private final ModelCalls sender;
    private final ValidRequests valid;
    private final MutableClock clock;
    private final Operations operations;
    private final RequestMappingHandlerMapping mappings;
    private final InstanceMoves moves;
    private final TransactionOperations transactions;

    MovedInstanceTests(
            Service.Calls calls,
            RawCalls raw,
            QueuedChats waiting,
            MutableClock clock,
            Operations operations,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            InstanceMoves moves,
            TransactionOperations transactions) {
        this.sender = new ModelCalls(calls.endpoint(), raw);
        this.valid = new ValidRequests(calls, raw, waiting, clock);
        this.clock = clock;
        this.operations = operations;
        this.mappings = mappings;
        this.moves = moves;
        this.transactions = transactions;
    }

    /** A valid request for each operation of the Connect API that the service has. */
    private Map<Operation, Map<String, Object>> requests() {
        var requests = new LinkedHashMap<Operation, Map<String, Object>>();
        mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream()
                                .flatMap(path -> operations.find(method.name(), path).stream())))
                .filter(operation -> operation.isOfModel() && !operation.ofParticipantService())
                .distinct()
                .forEach(
                        operation -> requests.put(operation, valid.of(operation).orElseThrow()));
        return requests;
    }

    private void become(State state, @Nullable String cell) {
        var instance = new InstanceId(UUID.fromString(valid.tenant.instance()));
        transactions.executeWithoutResult(_ -> moves.set(instance, state, cell));
        clock.advance(InstanceMoves.MAX_AGE.plusMillis(1));
    }

    private HttpResponse<String> send(Operation operation, Map<String, Object> request) {
        return sender.send(operation, RequestModel.of(operation), request);
    }

    @Test
    void isRefusedByEveryOperationThatNamesIt() {
        var requests = requests();
        var others = new TreeSet<String>();
        requests.forEach((operation, request) -> {
            if (!request.toString().contains(valid.tenant.instance())) {
                others.add(operation.name());
            }
        });
        assertThat(others)
                .as("operations whose requests name no instance, or another one")
                .containsExactlyInAnyOrder(
                        "CreateInstance",
                        "DeleteInstance",
                        "ListInstances",
                        "SendChatIntegrationEvent",
                        "StartOutboundChatContact");
        requests.keySet().removeIf(operation -> others.contains(operation.name()));
        assertThat(requests).hasSizeGreaterThan(150);
        var wrong = new ArrayList<String>();

        become(State.EXPORTED, null);
        requests.forEach((operation, request) -> {
            var answer = send(operation, request);
            var isRefused = answer.statusCode() == 429 && answer.body().contains("is being moved");
            if (isRefused == operation.reads()) {
                wrong.add(
                        "%s while it is copied: %d %s".formatted(operation.name(), answer.statusCode(), answer.body()));
            }
        });
        become(State.MOVED, "b");
        requests.forEach((operation, request) -> {
            var answer = send(operation, request);
            if (answer.statusCode() / 100 != 4 || !answer.body().contains("has moved to cell b")) {
                wrong.add("%s afterwards: %d %s".formatted(operation.name(), answer.statusCode(), answer.body()));
            }
        });

        assertThat(wrong).isEmpty();
    }
}
