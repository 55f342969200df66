package io.recontact.consistency;

import io.recontact.testing.Service;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** The nodes that clients call, each time another one. Nodes may come and go at any time. */
public final class Endpoints {

    /** A client gives up on a node without an answer after this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The run has failed if no node has answered a call for this time. */
    private static final Duration OUTAGE = Duration.ofMinutes(3);

    private static final long PAUSE = 50; // milliseconds

    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();

    /** A node, with clients that do not retry. */
    public record Endpoint(URI uri, ConnectClient connect, ConnectParticipantClient participants) {}

    /** Lets clients call a node. */
    public void add(URI node) {
        endpoints.add(new Endpoint(
                node,
                Service.client(node, Clock.systemUTC(), Service.KEY_ID, Service.KEY_SECRET, PATIENCE),
                Service.participantClient(node, PATIENCE)));
    }

    /** Clients call the node no more. */
    public void remove(URI node) {
        endpoints.removeIf(endpoint -> endpoint.uri().equals(node));
    }

    /** Any node, whether or not it answers. */
    Endpoint any(Random random) {
        while (true) {
            try {
                return endpoints.get(random.nextInt(endpoints.size()));
            } catch (IndexOutOfBoundsException _) {
                // One has just left.
            }
        }
    }

    /** Repeats a call, each time at any node, until it is answered. Throws the exception of a refusal (4xx). */
    <T> T answer(Random random, Function<Endpoint, T> call) {
        var deadline = System.nanoTime() + OUTAGE.toNanos();
        while (true) {
            try {
                return call.apply(any(random));
            } catch (AwsServiceException e) {
                throwUnless(isTransient(e) && System.nanoTime() < deadline, e);
            } catch (SdkClientException e) {
                throwUnless(System.nanoTime() < deadline, e);
            }
            pause(PAUSE);
        }
    }

    /** Errors of the service, and too many calls about one chat. */
    private static boolean isTransient(AwsServiceException e) {
        return e.statusCode() >= 500 || e.statusCode() == 429;
    }

    private static void throwUnless(boolean isRepeated, RuntimeException e) {
        if (!isRepeated) {
            throw e;
        }
    }

    /** Waits as a client does between calls. */
    static void pause(long milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
