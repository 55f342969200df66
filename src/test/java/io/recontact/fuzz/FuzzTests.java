package io.recontact.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Participant;
import io.recontact.testing.RawHttp;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Sends hostile requests to all routes. No answer is a 5xx, except 501 for an unknown transfer encoding. Every build
 * has a short run. For a long run, or to repeat one request:
 *
 * <pre>
 * ./mvnw test -Dtest=FuzzTests -Dfuzz.requests=50000 -Dfuzz.seed=1
 * ./mvnw test -Dtest=FuzzTests -Dfuzz.seed=1 -Dfuzz.only=4711
 * </pre>
 */
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = {"recontact.accept-any-signature=true", "recontact.limits.active-chats=100000"})
class FuzzTests {

    private static final Logger log = LoggerFactory.getLogger(FuzzTests.class);

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3_000);
    private static final long SEED = Long.getLong("fuzz.seed", 9);
    private static final int ONLY = Integer.getInteger("fuzz.only", -1);

    private static final int AT_ONCE = 8;

    /** The number of requests after which the existing resources are created anew, because some requests end them. */
    private static final int RENEW_AFTER = 500;

    private static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "PROPFIND", "X");

    /** A route and the shape of its body, if it has one. */
    private record Route(
            String method, String template, @Nullable Class<?> body) {}

    private final Service.Calls calls;
    private final List<Route> routes;
    private final AtomicReference<Map<String, String>> real = new AtomicReference<>(Map.of());

    FuzzTests(Service.Calls calls, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.calls = calls;
        this.routes = Stream.concat(served(mapping), others()).toList();
    }

    @Test
    void neverAnswers5xx() throws Exception {
        var statuses = new ConcurrentHashMap<Integer, LongAdder>();
        var failures = new ConcurrentLinkedQueue<String>();
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REQUESTS; i++) {
                if (i % RENEW_AFTER == 0) {
                    real.set(makeReal());
                }
                if (ONLY >= 0 && ONLY != i) {
                    continue;
                }
                int number = i;
                places.acquire();
                threads.execute(() -> {
                    try {
                        var request = request(number);
                        var answer = RawHttp.send(calls.endpoint(), request);
                        statuses.computeIfAbsent(answer.status(), _ -> new LongAdder())
                                .increment();
                        if (isFailure(answer, request)) {
                            failures.add("%d: %s%n%s".formatted(number, answer.text(), head(request)));
                        }
                    } catch (IOException | RuntimeException e) {
                        failures.add("%d: %s".formatted(number, e));
                    } finally {
                        places.release();
                    }
                });
            }
        }
        log.info(
                "{} requests with seed {} were answered with {} (0: the connection was closed)",
                REQUESTS,
                SEED,
                new TreeMap<>(statuses));

        assertThat(failures).isEmpty();
        assertThat(statuses)
                .as("requests get past the door")
                .containsKeys(ONLY < 0 ? new Integer[] {200, 400, 403, 404} : new Integer[0]);
        assertThat(calls.newTenant().start()).isNotNull();
    }

    /** An answer to HEAD has no body; its error type identifies a correct 501. */
    private static boolean isFailure(RawHttp.Answer answer, byte[] request) {
        var isHonest = answer.status() == 501
                && answer.text().contains("x-amzn-ErrorType: NotImplementedException")
                && new String(request, StandardCharsets.ISO_8859_1).contains("Transfer-Encoding");
        return answer.status() >= 500 && !isHonest;
    }

    private static String head(byte[] request) {
        return new String(request, 0, Math.min(request.length, 3_000), StandardCharsets.ISO_8859_1);
    }

    private byte[] request(int number) {
        var random = new Random(SEED * 1_000_003 + number);
        var hostile = new HostileValues(random);
        var route = hostile.oneOf(routes);
        var method = hostile.chance(90) ? route.method() : hostile.oneOf(METHODS);
        var body = body(route, hostile);
        var head = new StringBuilder(method)
                .append(' ')
                .append(target(route, method, hostile))
                .append(
                        hostile.chance(98)
                                ? " HTTP/1.1"
                                : hostile.oneOf(List.of(" HTTP/1.0", " HTTP/2.0", " HTTP/9.9", "", " X")))
                .append("\r\n");
        head.append(hostile.chance(97) ? "Host: 127.0.0.1\r\n" : "Host: " + hostile.escaped() + "\r\n");
        credentials(route, hostile).forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        hostile.headers()
                .forEach((name, value) -> head.append(
                        name + ": " + (hostile.chance(95) ? value.replaceAll("[\\r\\n\\x00]", "?") : value) + "\r\n"));
        if (hostile.chance(95)) {
            head.append("Content-Type: %s\r\n"
                    .formatted(
                            hostile.chance(90)
                                    ? "application/json"
                                    : hostile.oneOf(List.of(
                                            "text/plain",
                                            "application/x-www-form-urlencoded",
                                            "multipart/form-data; boundary=x",
                                            "application/json; charset=utf-16",
                                            "application/json; charset=nonsense",
                                            "*/*",
                                            ";",
                                            ""))));
        }
        if (hostile.chance(3)) {
            head.append("Transfer-Encoding: %s\r\n"
                    .formatted(hostile.oneOf(
                            List.of("chunked", "gzip", "x", "chunked, chunked", "identity", "gzip, chunked"))));
        }
        if (hostile.chance(96)) {
            head.append("Content-Length: %s\r\n"
                    .formatted(
                            hostile.chance(97)
                                    ? body.length
                                    : hostile.oneOf(List.of(
                                            "-1", "x", "99999999999999999999", "" + (body.length + 7), "1, 1"))));
        }
        head.append("Connection: close\r\n\r\n");
        var request = new ByteArrayOutputStream();
        var bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        request.writeBytes(hostile.chance(98) ? bytes : hostile.damaged(bytes));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private Map<String, String> credentials(Route route, HostileValues hostile) {
        var credentials = new TreeMap<String, String>();
        var isOfParticipants = route.template().startsWith("/participant");
        if (isOfParticipants || hostile.chance(3)) {
            var token = route.template().endsWith("/connection") ? "participantToken" : "connectionToken";
            if (hostile.chance(90)) {
                credentials.put(
                        "X-Amz-Bearer", hostile.chance(85) ? real.get().getOrDefault(token, "") : hostile.escaped());
            }
        }
        if (!isOfParticipants && hostile.chance(92)) {
            credentials.put("X-Amz-Date", "20260101T000000Z");
            credentials.put(
                    "Authorization",
                    hostile.chance(95)
                            ? "AWS4-HMAC-SHA256 Credential=K/20260101/us-east-1/connect/aws4_request, SignedHeaders=host, Signature="
                                    + "0".repeat(64)
                            : "AWS4-HMAC-SHA256 Credential=" + hostile.escaped() + ", SignedHeaders="
                                    + hostile.escaped());
        }
        return credentials;
    }

    private String target(Route route, String method, HostileValues hostile) {
        if (hostile.chance(2)) {
            return hostile.oneOf(
                    List.of("*", "http://x/y", "//", "/..", "x", "/" + "a/".repeat(2_000), "?", "/;/;", "http://[/"));
        }
        var target = Arrays.stream(route.template().substring(1).split("/", -1))
                .map(part -> !part.startsWith("{")
                        ? hostile.chance(99) ? part : hostile.escaped()
                        : hostile.decent() && !method.equals("DELETE")
                                ? real.get().getOrDefault(part.substring(1, part.length() - 1), "x")
                                : hostile.escaped())
                .collect(Collectors.joining("/", "/", ""));
        if (hostile.chance(60)) {
            return target;
        }
        var query = hostile.oneOf(List.of(
                "maxResults",
                "nextToken",
                "wait",
                "contactFlowTypes",
                "queueTypes",
                "AgentStatusTypes",
                "referenceTypes",
                "resourceArn",
                "token",
                "contactId",
                "tagKeys",
                "X-Amz-Algorithm",
                "X-Amz-Signature",
                "x"));
        return target + "?" + query + "=" + hostile.escaped()
                + (hostile.chance(20) ? "&" + query + "=1&&=&" + hostile.escaped() : "");
    }

    private byte[] body(Route route, HostileValues hostile) {
        if (route.body() == null && hostile.chance(80)) {
            return new byte[0];
        }
        var json = route.body() == null || hostile.chance(5) ? hostile.json() : object(route.body(), hostile, 0);
        if (hostile.chance(1)) {
            json = "{\"x\": \"" + "x".repeat(3_000_000) + "\"}";
        }
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return hostile.chance(95) ? bytes : hostile.damaged(bytes);
    }

    /** A document of a shape. Most members are valid, so that the service reads the others. */
    private String object(Class<?> shape, HostileValues hostile, int depth) {
        var members = new ArrayList<String>();
        for (var component : shape.getRecordComponents()) {
            var name = Character.toUpperCase(component.getName().charAt(0))
                    + component.getName().substring(1);
            if (hostile.decent()) {
                members.add(hostile.quote(name) + ": "
                        + (hostile.decent() ? value(name, component, hostile, depth) : hostile.json()));
            }
        }
        if (hostile.chance(10)) {
            members.add(hostile.quote(hostile.text()) + ": " + hostile.json());
        }
        return "{" + String.join(", ", members) + "}";
    }

    private String value(String name, RecordComponent component, HostileValues hostile, int depth) {
        return value(name, component.getGenericType(), hostile, depth);
    }

    private String value(String name, Type type, HostileValues hostile, int depth) {
        if (type instanceof ParameterizedType parameterized) {
            var arguments = parameterized.getActualTypeArguments();
            return switch (((Class<?>) parameterized.getRawType()).getSimpleName()) {
                case "Map" ->
                    "{" + hostile.quote(hostile.text()) + ": " + value(name, arguments[1], hostile, depth + 1) + "}";
                case "List", "Set" ->
                    "[" + value(name, arguments[0], hostile, depth + 1)
                            + (hostile.chance(20) ? ", " + hostile.json() : "") + "]";
                default -> hostile.json();
            };
        }
        if (!(type instanceof Class<?> plain)) {
            return hostile.json();
        }
        if (plain.isRecord() && depth < 4 && plain.getRecordComponents().length > 1) {
            return object(plain, hostile, depth + 1);
        }
        if (plain.isEnum()) {
            return hostile.quote(String.valueOf(hostile.oneOf(Arrays.asList(plain.getEnumConstants()))));
        }
        var known = real.get().get(name);
        return switch (plain.getSimpleName()) {
            case "Integer", "int", "Long", "long", "Double" ->
                hostile.oneOf(List.of("0", "1", "60", "500", "-1", "1000000"));
            case "Boolean", "boolean" -> hostile.oneOf(List.of("true", "false"));
            case "Instant" -> hostile.oneOf(List.of("1767225600", "0", "1.5", "253402300799.999", "-1", "1e18"));
            default -> hostile.quote(known != null && hostile.decent() ? known : hostile.text());
        };
    }

    /** Ids of existing resources, by the names of members and labels. */
    private Map<String, String> makeReal() {
        var tenant = calls.newTenant();
        var connect = calls.connect();
        var chat = tenant.start(_ -> {});
        var customer = Participant.join(calls.participants(), chat.participantToken());
        customer.say("hello");
        var ended = tenant.startAndStop();
        var things = new ConcurrentHashMap<String, String>();
        things.put("InstanceId", tenant.instance());
        things.put("ContactFlowId", tenant.flow());
        things.put("SourceContactId", ended);
        things.put("RelatedContactId", ended);
        for (var name : List.of("ContactId", "InitialContactId", "PreviousContactId")) {
            things.put(name, chat.contactId());
        }
        things.put("participantToken", chat.participantToken());
        things.put("connectionToken", customer.connectionToken());
        things.put("ParticipantId", chat.participantId());
        things.put("ContentType", "text/plain");
        things.put("Content", "hello");
        things.put("DisplayName", "Ada");
        var id = tenant.instance();
        things.put(
                "QueueId",
                connect.listQueues(r -> r.instanceId(id))
                        .queueSummaryList()
                        .getFirst()
                        .id());
        var profile = connect.listRoutingProfiles(r -> r.instanceId(id))
                .routingProfileSummaryList()
                .getFirst()
                .id();
        things.put("RoutingProfileId", profile);
        things.put("DefaultOutboundQueueId", things.get("QueueId"));
        things.put(
                "HoursOfOperationId",
                connect.listHoursOfOperations(r -> r.instanceId(id))
                        .hoursOfOperationSummaryList()
                        .getFirst()
                        .id());
        var security = connect.listSecurityProfiles(r -> r.instanceId(id))
                .securityProfileSummaryList()
                .getFirst()
                .id();
        things.put("SecurityProfileId", security);
        things.put("SecurityProfileIds", security);
        things.put(
                "AgentStatusId",
                connect.listAgentStatuses(r -> r.instanceId(id))
                        .agentStatusSummaryList()
                        .getFirst()
                        .id());
        things.put(
                "UserId",
                connect.createUser(r -> r.instanceId(id)
                                .username("ada")
                                .password("Passw0rd!")
                                .identityInfo(
                                        identity -> identity.firstName("Ada").lastName("Lovelace"))
                                .phoneConfig(phone -> phone.phoneType("SOFT_PHONE"))
                                .routingProfileId(profile)
                                .securityProfileIds(security))
                        .userId());
        return Map.copyOf(things);
    }

    private static Stream<Route> served(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.recontact."))
                .flatMap(entry -> {
                    var body = Arrays.stream(entry.getValue().getMethodParameters())
                            .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                            .map(parameter -> parameter.getParameterType())
                            .filter(Class::isRecord)
                            .findFirst()
                            .orElse(null);
                    return entry.getKey().getPathPatternsCondition().getPatternValues().stream()
                            .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                    .map(method -> new Route(method.name(), path, body)));
                })
                .sorted((a, b) -> (a.template() + a.method()).compareTo(b.template() + b.method()));
    }

    /** Paths without an operation: endpoints for operators, websockets, and unsupported operations. */
    private static Stream<Route> others() {
        var paths = Stream.of("", "/health", "/health/readiness", "/prometheus", "/info", "/{x}")
                .map(path -> new Route("GET", "/actuator" + path, null));
        var rest = Stream.of(
                new Route("GET", "/participant/ws", null),
                new Route("GET", "/{x}", null),
                new Route("OPTIONS", "/contact/chat", null),
                new Route("GET", "/error", null),
                new Route("POST", "/contact/transfer", null));
        return Stream.concat(Stream.concat(paths, rest), unserved());
    }

    private static Stream<Route> unserved() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FuzzTests.class.getResourceAsStream("/io/recontact/api/operations.txt")),
                StandardCharsets.UTF_8))) {
            return lines
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .filter(line -> line.hashCode() % 10 == 0)
                    .map(line -> line.split(" ", 3))
                    .map(parts -> new Route(parts[0], parts[1], null))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
