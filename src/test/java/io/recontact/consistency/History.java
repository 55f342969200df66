package io.recontact.consistency;

import io.recontact.consistency.Operation.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.json.JsonMapper;

/** The record of all operations of all clients of a run. Any number of threads may add to it. */
public final class History {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Operation> operations = new ArrayList<>();

    /** An empty history. */
    public History() {}

    /** A history of these operations. */
    public History(List<Operation> operations) {
        this.operations.addAll(operations);
    }

    /** The time of the monotonic clock, which all processes of a machine share on Linux. */
    public static long now() {
        return System.nanoTime();
    }

    /** Adds an operation that has ended. */
    public synchronized void add(Operation operation) {
        operations.add(operation);
    }

    /** All operations so far, in the order in which they were added. */
    public synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /**
     * Records an attempt of StartChatContact, whatever its outcome.
     *
     * @param call makes one attempt, without retries, and returns the ContactId
     */
    public String start(String token, Supplier<String> call) {
        return attempt(
                call, (outcome, contact, begin, end) -> new Operation.Start(token, outcome, contact, begin, end));
    }

    /**
     * Records an attempt of SendMessage, whatever its outcome.
     *
     * @param content unique in the history
     * @param call makes one attempt, without retries, and returns the Id
     */
    public String send(String session, String token, String content, Supplier<String> call) {
        return attempt(
                call,
                (outcome, item, begin, end) -> new Operation.Send(session, token, content, outcome, item, begin, end));
    }

    /**
     * Records a read of a transcript if it is answered.
     *
     * @param call reads all pages from the item behind {@code after}
     */
    public List<Operation.Item> read(
            String session, String reader, @Nullable String after, Supplier<List<Operation.Item>> call) {
        var begin = now();
        var items = call.get();
        add(new Operation.Read(session, reader, after, items, begin, now()));
        return items;
    }

    private interface Attempt {
        Operation ended(Outcome outcome, @Nullable String answer, long begin, long end);
    }

    private String attempt(Supplier<String> call, Attempt attempt) {
        var begin = now();
        try {
            var answer = call.get();
            add(attempt.ended(Outcome.OK, answer, begin, now()));
            return answer;
        } catch (SdkException e) {
            var isRefused = e instanceof AwsServiceException refused && refused.statusCode() < 500;
            add(attempt.ended(isRefused ? Outcome.FAIL : Outcome.INFO, null, begin, now()));
            throw e;
        }
    }

    /** Writes all operations to a file, one JSON document to a line. */
    public void write(Path file) {
        try {
            Files.write(
                    file, operations().stream().map(JSON::writeValueAsString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file that {@link #write} has written. */
    public static History read(Path file) {
        try {
            return new History(Files.readAllLines(file).stream()
                    .map(line -> JSON.readValue(line, Operation.class))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
