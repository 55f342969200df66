package io.recontact.history;

import static java.util.Comparator.comparingDouble;
import static java.util.Objects.requireNonNull;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.PagePosition;
import io.recontact.database.StandbyReads;
import io.recontact.history.TranscriptSearchRepository.Position;
import io.recontact.retention.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;

/** Searches the transcripts of an instance, live and ended ones, for words. */
@Service
public class TranscriptSearchService {

    /** The highest number of contacts that a statement reads, so that none takes long. */
    private static final int MOST_READ = 2_000;

    /** The highest numbers of contacts and statements of a page. A page that needs more is cut. */
    private static final int MOST_READ_FOR_PAGE = 5_000;

    private static final int MOST_STATEMENTS = 50;

    /** The number of matches that are ranked. */
    private static final int MOST_RANKED = 1_000;

    /** The contacts that are read for each result before the index is used. Finds words that are in every other one. */
    private static final int READ_FIRST = 4;

    /** No contact is initiated later, not even by a node whose clock is wrong. */
    private static final Duration LATEST = Duration.ofDays(1);

    private static final UUID LOWEST_ID = new UUID(0, 0);

    private static final UUID HIGHEST_ID = new UUID(-1, -1);

    private final TranscriptSearchRepository repository;
    private final StandbyReads standby;
    private final RetentionPolicy retention;
    private final Clock clock;

    TranscriptSearchService(
            TranscriptSearchRepository repository, StandbyReads standby, RetentionPolicy retention, Clock clock) {
        this.repository = repository;
        this.standby = standby;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Returns a page of contacts with matching messages. A page with a token may have fewer contacts than asked for, or
     * none: the search continues with older contacts. A search by relevance ranks the contacts of its page.
     *
     * @param size the maximum number of contacts
     * @throws InvalidParameterException if the token is not one of this query
     */
    public TranscriptMatch.Page page(TranscriptQuery query, int size, @Nullable String nextToken) {
        return standby.read(Isolation.DEFAULT, () -> read(query, size, nextToken));
    }

    private TranscriptMatch.Page read(TranscriptQuery query, int size, @Nullable String nextToken) {
        var request = query.toString().getBytes(StandardCharsets.UTF_8);
        var position = PagePosition.parse(request, nextToken);
        var words = repository.parse(query);
        if (words.isEmpty()) {
            return new TranscriptMatch.Page(List.of(), null);
        }
        repository.useIndexes();
        var isRanked = query.order() == TranscriptQuery.Order.RELEVANCE;
        // One more than the page, to know whether it is the last one.
        var search = new Search(query, words, isRanked ? MOST_RANKED : size + 1);
        search.goBack(position == null ? null : new Position(time(position.key()), position.id()));
        var page = isRanked
                ? best(search.matches, size)
                : search.matches.subList(0, Math.min(size, search.matches.size()));
        var messages = repository.messages(query, words, page);
        var next = search.isFull() ? isRanked ? null : positionOf(page.getLast()) : search.position;
        return new TranscriptMatch.Page(
                page.stream()
                        .map(match -> match.with(messages.getOrDefault(match.contactId(), List.of())))
                        .toList(),
                next == null ? null : new PagePosition(micros(next.initiatedAt()), next.contact(), 0).toToken(request));
    }

    private static List<TranscriptMatch> best(List<TranscriptMatch> matches, int size) {
        return matches.stream()
                .sorted(comparingDouble(TranscriptMatch::relevance).reversed())
                .limit(size)
                .toList();
    }

    private static Position positionOf(TranscriptMatch match) {
        return new Position(match.initiatedAt(), match.contactId());
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /**
     * Goes back in time from a position, until there are enough matches, or until it has read a lot. First it reads all
     * contacts, which soon finds common words. Then it uses the index for some days at a time: more days after it has
     * found few contacts, and fewer days if there are many.
     */
    private final class Search {

        private final TranscriptQuery query;
        private final SearchWords words;
        private final int wanted;
        private final Instant oldest;
        private final List<TranscriptMatch> matches = new ArrayList<>();

        /** Every match before it is found; null once that is all. */
        private @Nullable Position position;

        private int read;
        private int statements;

        Search(TranscriptQuery query, SearchWords words, int wanted) {
            this.query = query;
            this.words = words;
            this.wanted = wanted;
            this.oldest = later(retention.windowAt(clock.instant()).oldestKept(), query.start());
        }

        void goBack(@Nullable Position from) {
            position =
                    from == null ? new Position(earlier(clock.instant().plus(LATEST), query.end()), HIGHEST_ID) : from;
            walk(oldest, Math.min(READ_FIRST * wanted, MOST_READ));
            var days = 1;
            while (position != null && goesOn()) {
                var last =
                        day(position.initiatedAt().minusNanos(position.contact().equals(LOWEST_ID) ? 1 : 0));
                var first = start(last.minusDays(days - 1));
                var found = repository.find(
                        query,
                        words,
                        oldest,
                        day(later(first, oldest)),
                        last,
                        position,
                        MOST_READ,
                        wanted - matches.size());
                read += found.read();
                statements++;
                if (found.read() < MOST_READ) {
                    matches.addAll(found.matches());
                    position = searchedTo(first);
                    days = found.read() < MOST_READ / 8 ? days * 4 : days;
                } else if (days > 1) {
                    days = Math.max(1, days / 8);
                } else {
                    do {
                        walk(first, MOST_READ);
                    } while (position != null && position.initiatedAt().isAfter(first) && goesOn());
                }
            }
        }

        boolean isFull() {
            return matches.size() == wanted;
        }

        private boolean goesOn() {
            return !isFull() && read < MOST_READ_FOR_PAGE && statements < MOST_STATEMENTS;
        }

        private void walk(Instant until, int limit) {
            var found = repository.walk(
                    query, words, oldest, until, requireNonNull(position), limit, wanted - matches.size());
            read += found.read();
            statements++;
            matches.addAll(found.matches());
            position = found.read() == limit ? found.oldest() : searchedTo(until);
        }

        private @Nullable Position searchedTo(Instant time) {
            return time.isAfter(oldest) ? new Position(time, LOWEST_ID) : null;
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
