package io.recontact.history.archive;

import io.recontact.security.S3Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stores transcripts in a bucket, whose PutObject replaces an object as a whole. */
final class S3TranscriptStore implements TranscriptStore {

    private static final int NOT_FOUND = 404;

    /** More than the error of a bucket has. */
    private static final long MAX_ERROR_BYTES = 65_536;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final S3Requests requests;
    private final String name;
    private final Duration answerWithin;
    private final Clock clock;

    S3TranscriptStore(TranscriptArchiveProperties settings, Clock clock) {
        var s3 = settings.s3();
        this.requests = new S3Requests(
                URI.create(s3.endpoint()), s3.bucket(), s3.region(), s3.accessKeyId(), s3.secretAccessKey());
        this.name = "s3://" + s3.bucket();
        this.answerWithin = settings.answerWithin();
        this.clock = clock;
    }

    @Override
    public void put(String key, SpooledTranscript transcript, int attempt) throws IOException {
        var content = transcript.content();
        var body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> fromItsBeginning(content)), content.size());
        var request = requests.put(key, "application/json", body, transcript.sha256(), clock.instant());
        requireSuccess(await(http.sendAsync(request, BodyHandlers.discarding())).statusCode());
    }

    /** S3 accepts the deletion of an object that does not exist; some other stores answer with NoSuchKey. */
    @Override
    public void delete(String key) throws IOException {
        var answer = await(http.sendAsync(
                requests.delete(key, clock.instant()),
                BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ERROR_BYTES)));
        if (answer.statusCode() != NOT_FOUND || !answer.body().contains("<Code>NoSuchKey</Code>")) {
            requireSuccess(answer.statusCode());
        }
    }

    @Override
    public String name() {
        return name;
    }

    private static void requireSuccess(int status) throws IOException {
        if (status < 200 || status > 299) {
            throw new IOException("The bucket answers with status " + status);
        }
    }

    private static InputStream fromItsBeginning(FileChannel content) {
        try {
            return Channels.newInputStream(content.position(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer) throws IOException {
        try {
            return answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("The bucket does not answer within " + answerWithin, e);
        } catch (ExecutionException e) {
            // Leaves out the message of the cause, which may contain the URL.
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "The bucket cannot be reached: " + cause.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("The service shuts down", e);
        }
    }
}
