package io.recontact.history;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.PagePosition;
import io.recontact.history.TranscriptSearchRepository.Position;
import io.recontact.retention.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Searches the transcripts of an instance, live and ended ones, for words. */
@Service
public class TranscriptSearchService {

    private final TranscriptSearchRepository repository;
    private final RetentionPolicy retention;
    private final Clock clock;

    TranscriptSearchService(TranscriptSearchRepository repository, RetentionPolicy retention, Clock clock) {
        this.repository = repository;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Returns a page of contacts with matching messages. A search by relevance has a single page.
     *
     * @param size the maximum number of contacts
     * @throws InvalidParameterException if the token is not one of this query
     */
    @Transactional(readOnly = true)
    public TranscriptMatch.Page page(TranscriptQuery query, int size, @Nullable String nextToken) {
        var request = query.toString().getBytes(StandardCharsets.UTF_8);
        var position = PagePosition.parse(request, nextToken);
        repository.planForEachQuery();
        var found = repository.find(
                query,
                retention.windowAt(clock.instant()).oldestKept(),
                position == null ? null : new Position(time(position.key()), position.id()),
                size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        if (page.isEmpty()) {
            return new TranscriptMatch.Page(List.of(), null);
        }
        var messages = repository.messages(query, page);
        var matches = page.stream()
                .map(match -> match.with(messages.getOrDefault(match.contactId(), List.of())))
                .toList();
        var last = page.getLast();
        var isLast = found.size() == page.size() || query.order() == TranscriptQuery.Order.RELEVANCE;
        return new TranscriptMatch.Page(
                matches,
                isLast ? null : new PagePosition(micros(last.initiatedAt()), last.contactId(), 0).toToken(request));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
