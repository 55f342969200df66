package io.recontact.history.archive;

import io.recontact.startup.SettingBounds;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where transcript files are stored. Without a path and an endpoint, none are.
 *
 * @param path a folder, which all nodes share
 * @param s3 a bucket, instead of a folder
 * @param prefix folders that come before {@code connect}, such as {@code chats/prod}
 * @param answerWithin maximum time to wait for the response of the bucket; positive
 * @param longestPause the upper bound of the pause between two attempts to store or delete a file; positive
 * @param deleteExpired whether retention deletes the files of the contacts that it deletes; an erasure always does
 * @param every the pause between two runs of the jobs that store and delete files; positive
 * @param seenEvery how often a node with a store notes that there is one; positive
 */
@ConfigurationProperties("recontact.transcript-archive")
record TranscriptArchiveProperties(
        @Nullable Path path,
        @DefaultValue S3 s3,
        @DefaultValue("") String prefix,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue("false") boolean deleteExpired,
        @DefaultValue("2s") Duration every,
        @DefaultValue("1m") Duration seenEvery) {

    /** A write or deletion takes this much longer than the slowest answer, with reading and those of its batch. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Prevents an overflow; the longest pause is reached before. */
    private static final int MAX_DOUBLINGS = 20;

    private static final Pattern PREFIX = Pattern.compile("(?!.*(^|/)\\.{1,2}(/|$))[\\w.-]+(/[\\w.-]+)*");

    TranscriptArchiveProperties {
        if (path != null && path.toString().isBlank()) {
            path = null;
        }
        if (path != null && Files.exists(path) && !Files.isDirectory(path)) {
            throw new IllegalArgumentException("recontact.transcript-archive.path must be a folder, but is a file");
        }
        if (path != null && s3.isSet()) {
            throw new IllegalArgumentException(
                    "recontact.transcript-archive has a path and an S3 endpoint; only one of them is possible");
        }
        if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "recontact.transcript-archive.prefix must be names of letters, digits, '.', '_' and '-' between slashes, not '%s'"
                            .formatted(prefix));
        }
        SettingBounds.requirePositive("recontact.transcript-archive.answer-within", answerWithin);
        SettingBounds.requirePositive("recontact.transcript-archive.longest-pause", longestPause);
        SettingBounds.requirePositive("recontact.transcript-archive.every", every);
        SettingBounds.requirePositive("recontact.transcript-archive.seen-every", seenEvery);
    }

    /** Returns the time in which a node stores or deletes the files of a batch, or has been killed. */
    Duration lease() {
        return answerWithin.plus(LEASE_MARGIN);
    }

    /** Returns the pause after a failed attempt, from 1. */
    Duration pauseAfter(int attempt) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    /**
     * A bucket of S3, or of a store with its API.
     *
     * @param endpoint the URL of the store, such as {@code https://s3.eu-central-1.amazonaws.com}; empty for no store
     * @param bucket the name of the bucket, which is the first segment of the path
     * @param region the region of the signature
     */
    record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("") String bucket,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String accessKeyId,
            @DefaultValue("") String secretAccessKey) {

        private static final Pattern URL = Pattern.compile("https?://[^/?#@]+(/[^?#]*)?");

        private static final Pattern BUCKET = Pattern.compile("(?!\\.)[\\w.-]{3,63}");

        S3 {
            if (!endpoint.isEmpty()) {
                require("endpoint", isUrl(endpoint));
                require("bucket", BUCKET.matcher(bucket).matches());
                require("region", region.matches("[a-z0-9-]{1,32}"));
                require("access-key-id", !accessKeyId.isBlank());
                require("secret-access-key", !secretAccessKey.isBlank());
            }
        }

        private static boolean isUrl(String text) {
            try {
                return URL.matcher(text).matches() && URI.create(text).getHost() != null;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }

        private static void require(String name, boolean isValid) {
            if (!isValid) {
                throw new IllegalArgumentException(
                        "recontact.transcript-archive.s3.%s is missing or not valid".formatted(name));
            }
        }

        boolean isSet() {
            return !endpoint.isEmpty();
        }

        /** Omits the secret. */
        @Override
        public String toString() {
            return "S3[endpoint=%s, bucket=%s]".formatted(endpoint, bucket);
        }
    }
}
