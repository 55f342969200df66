package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceId;
import io.recontact.history.TranscriptQuery.Order;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pages of a search over more contacts than one page may read: 9,000 over 20 months, 2,600 of them on one day, which is
 * more than one statement may read.
 */
@ServiceTest
class TranscriptSearchPagesTests {

    private static final UUID QUEUE = UUID.fromString("00000000-0000-7000-8000-0000000000aa");

    private final TranscriptSearchService search;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final InstanceId instance;

    TranscriptSearchPagesTests(Service.Calls calls, TranscriptSearchService search, JdbcClient jdbc, Clock clock) {
        this.search = search;
        this.jdbc = jdbc;
        this.clock = clock;
        this.instance = new InstanceId(UUID.fromString(calls.newTenant().instance()));
    }

    @BeforeEach
    void fill() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into contact (
                            id, instance_id, initial_contact_id, association_id, channel, initiation_method, name,
                            attributes, initiated_at, disconnected_at, last_updated_at, expires_at)
                        select id, :instance, id, id, 'CHAT', 'API', n,
                               case n when 8999 then '{"only": "one"}' else '{}' end::jsonb, began, began, began, began
                        from generate_series(1, 9000) n,
                             lateral (
                                 select gen_random_uuid() as id, cast(:now as timestamptz) - case
                                     -- Five contacts each have the same time.
                                     when n between 1001 and 3600 then interval '40 days' + n / 5 * interval '1 second'
                                     else interval '1 hour' + n * interval '97 minutes'
                                 end as began
                             ) made
                        """).param("instance", instance.value()).param("now", now).update();
        jdbc.sql("""
                        insert into contact_text (
                            contact_id, instance_id, initiated_at, queue_id, language, newest, words)
                        select contact_id, instance_id, initiated_at, case n % 50 when 0 then :queue end, 'simple', 1,
                               to_tsvector('simple', 'common ' || case n % 7 when 0 then 'seventh' else 'other' end
                                                     || case n when 8000 then ' rare' else '' end)
                        from (
                            select id as contact_id, instance_id, initiated_at, cast(name as integer) as n
                            from contact
                            where instance_id = :instance
                        ) chat
                        """).param("instance", instance.value()).param("queue", QUEUE).update();
    }

    private TranscriptQuery query(String words, Set<UUID> queues, Map<String, String> attributes, Order order) {
        return new TranscriptQuery(instance, words, Set.of(), null, null, queues, Set.of(), attributes, null, order);
    }

    private List<TranscriptMatch.Page> pages(TranscriptQuery query) {
        var pages = new ArrayList<TranscriptMatch.Page>();
        String token = null;
        do {
            var page = search.page(query, 100, token);
            pages.add(page);
            token = page.nextToken();
        } while (token != null);
        return pages;
    }

    private static List<UUID> contacts(List<TranscriptMatch.Page> pages) {
        return pages.stream()
                .flatMap(page -> page.matches().stream())
                .map(TranscriptMatch::contactId)
                .toList();
    }

    private List<UUID> matching(String query, String condition) {
        return jdbc.sql("""
                        select contact_id from contact_text
                        where instance_id = :instance and words @@ cast(:query as tsquery) and %s
                        order by initiated_at desc, contact_id desc
                        """.formatted(condition))
                .param("instance", instance.value())
                .param("query", query)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    @Test
    void pagesNeitherOverlapNorSkip() {
        Map.of(
                        "common", "common",
                        "seventh common", "seventh & common",
                        "\"common seventh\"", "common <-> seventh",
                        "\"seventh common\"", "seventh <-> common",
                        "seven* -rare", "seventh",
                        "rare", "rare",
                        "-common", "!common",
                        "-other", "!other",
                        "rare or seventh", "rare | seventh")
                .forEach((words, expected) -> assertThat(
                                contacts(pages(query(words, Set.of(), Map.of(), Order.INITIATION_TIMESTAMP))))
                        .as(words)
                        .isEqualTo(matching(expected, "true")));
        assertThat(contacts(pages(query("common", Set.of(QUEUE), Map.of(), Order.INITIATION_TIMESTAMP))))
                .hasSize(180)
                .isEqualTo(matching("common", "queue_id = '%s'".formatted(QUEUE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIATION_TIMESTAMP", "RELEVANCE"})
    void cutsPagesThatFindLittle(Order order) {
        var pages = pages(query("common", Set.of(), Map.of("only", "one"), order));

        assertThat(contacts(pages)).hasSize(1);
        assertThat(pages).hasSizeBetween(2, 10);
        assertThat(pages.getFirst().matches()).isEmpty();
        assertThat(contacts(pages(query("common", Set.of(), Map.of("only", "two"), order))))
                .isEmpty();
    }
}
