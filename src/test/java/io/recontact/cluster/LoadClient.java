package io.recontact.cluster;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/**
 * Calls nodes until they answer. Counts all answers, times refusals for lack of the database, and notes those that an
 * outage of the database may not cause.
 */
final class LoadClient {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<Target> nodes;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong slowest503 = new AtomicLong();

    LoadClient(List<Node> nodes) {
        this.nodes = nodes.stream().map(node -> new Target(node.endpoint())).toList();
    }

    /** A node, as its callers see it. */
    record Target(Service.Calls calls, RawCalls raw) {

        Target(URI endpoint) {
            this(new Service.Calls(endpoint, new MutableClock()), new RawCalls(endpoint, new MutableClock()));
        }

        ConnectParticipantClient participants() {
            return calls.participants();
        }

        Service.Tenant of(Service.Tenant tenant) {
            return new Service.Tenant(calls.connect(), tenant.instance(), tenant.flow());
        }
    }

    List<Target> nodes() {
        return nodes;
    }

    Target anyNode() {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    /** Calls any node, again after each 503. A refusal is an answer, and is thrown. */
    <T> T answer(Function<Target, T> call) throws InterruptedException {
        return answerOf(() -> call.apply(anyNode()));
    }

    /** An attempt of a call. */
    interface Attempt<T> {
        T call();
    }

    /** Repeats an attempt after each 503. */
    <T> T answerOf(Attempt<T> attempt) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var begin = System.nanoTime();
            try {
                var answer = attempt.call();
                count(200, true, begin);
                answered.incrementAndGet();
                return answer;
            } catch (AwsServiceException e) {
                count(
                        e.statusCode(),
                        e.awsErrorDetails()
                                .sdkHttpResponse()
                                .firstMatchingHeader("Retry-After")
                                .isPresent(),
                        begin);
                if (e.statusCode() < 500) {
                    throw e;
                }
            } catch (SdkClientException e) {
                unexpected.add(e.toString()); // no node has ended
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new IllegalStateException("There is no answer for too long");
    }

    /** Calls once without the SDK, and counts the answer. Returns true if it is a success. */
    boolean call(Attempt<HttpResponse<String>> attempt) {
        var begin = System.nanoTime();
        var answer = attempt.call();
        count(answer.statusCode(), answer.headers().firstValue("Retry-After").isPresent(), begin);
        if (answer.statusCode() >= 300) {
            return false;
        }
        answered.incrementAndGet();
        return true;
    }

    private synchronized void count(int status, boolean hasRetryAfter, long begin) {
        statuses.merge(status, 1L, Long::sum);
        if (status == 503) {
            slowest503.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
        if (status >= 500 && !(status == 503 && hasRetryAfter)) {
            unexpected.add("status " + status + (hasRetryAfter ? "" : " without Retry-After"));
        }
    }

    /** The longest time that a caller has waited for a 503. */
    Duration slowest503() {
        return Duration.ofNanos(slowest503.get());
    }

    /** The number of calls that were answered with success. */
    long answered() {
        return answered.get();
    }

    synchronized Map<Integer, Long> statuses() {
        return Map.copyOf(statuses);
    }

    /** Failures that no caller should see. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }
}
