package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.PagePosition;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.SearchContactsRequest;
import software.amazon.awssdk.services.connect.model.SortOrder;
import software.amazon.awssdk.services.connect.model.SortableFieldName;

/** The order and the pages of SearchContacts. */
@ServiceTest
class SearchPagingTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final SearchFixtures searching;

    SearchPagingTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.searching = new SearchFixtures(tenant, jdbc);
    }

    private List<String> chats(int number) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < number; i++) {
            ids.add(tenant.start());
        }
        return ids;
    }

    private static void sort(SearchContactsRequest.Builder search, SortableFieldName field, SortOrder order) {
        search.sort(sort -> sort.fieldName(field).order(order));
    }

    @Test
    void sortsTheNewestFirstByDefault() {
        var ids = chats(3);
        for (int i = 0; i < 3; i++) {
            searching.set(ids.get(i), "initiated_at = now() - interval '%d minutes'".formatted(i));
        }

        assertThat(SearchFixtures.ids(searching.search(_ -> {}))).containsExactlyElementsOf(ids);
        assertThat(searching.find(_ -> {})).containsExactlyElementsOf(ids.reversed());
    }

    @Test
    void pagesThroughContactsOfTheSameTimeOnce() {
        var ids = new ArrayList<>(chats(7));
        for (var id : ids) {
            searching.set(id, "initiated_at = date_trunc('hour', now())");
        }
        ids.sort(Comparator.naturalOrder());

        var ascending = searching.findAll(
                2, search -> sort(search, SortableFieldName.INITIATION_TIMESTAMP, SortOrder.ASCENDING));
        var descending = searching.findAll(
                3, search -> sort(search, SortableFieldName.INITIATION_TIMESTAMP, SortOrder.DESCENDING));

        assertThat(ascending).containsExactlyElementsOf(ids);
        assertThat(descending).containsExactlyElementsOf(ids.reversed());
    }

    @ParameterizedTest
    @EnumSource(value = SortableFieldName.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void sortsByEveryFieldWithAbsentValuesLast(SortableFieldName field) {
        var ids = new ArrayList<>(chats(6));
        ids.sort(Comparator.naturalOrder());
        var values = switch (field) {
            case CHANNEL -> List.of("channel = 'EMAIL'", "channel = 'TASK'", "channel = 'VOICE'");
            case INITIATION_METHOD ->
                List.of(
                        "initiation_method = 'CALLBACK'",
                        "initiation_method = 'FLOW'",
                        "initiation_method = 'MONITOR'");
            default -> List.of("%s = '2026-01-01Z'", "%s = '2026-01-02Z'", "%s = '2026-01-03Z'");
        };
        var column = switch (field) {
            case SCHEDULED_TIMESTAMP -> "scheduled_at";
            case CONNECTED_TO_AGENT_TIMESTAMP -> "agent_id = id, connected_to_agent_at";
            case DISCONNECT_TIMESTAMP -> "initiated_at = '2025-12-31Z', disconnected_at";
            case EXPIRY_TIMESTAMP -> "channel = 'VOICE', expires_at";
            default -> "initiated_at";
        };
        // Two contacts have each value, which shows the order of equal values; two lack optional times.
        var optional = switch (field) {
            case SCHEDULED_TIMESTAMP, CONNECTED_TO_AGENT_TIMESTAMP -> true;
            default -> false;
        };
        for (int i = 0; i < 6; i++) {
            if (i < 4 || !optional) {
                searching.set(ids.get(i), values.get(i / 2).formatted(column));
            }
        }
        var start = Instant.parse("2025-12-30T00:00:00Z");
        if (field != SortableFieldName.DISCONNECT_TIMESTAMP && field != SortableFieldName.INITIATION_TIMESTAMP) {
            for (var id : ids) {
                searching.set(id, "initiated_at = '2025-12-31Z'");
            }
        }

        for (var order : List.of(SortOrder.ASCENDING, SortOrder.DESCENDING)) {
            var found = searching.findAll(2, search -> {
                search.timeRange(range ->
                        range.type("INITIATION_TIMESTAMP").startTime(start).endTime(start.plusSeconds(10 * 86_400)));
                sort(search, field, order);
            });
            assertThat(found).containsExactlyElementsOf(expected(ids, order, optional));
        }
    }

    /** Ids are in ascending order of value and id; the last two lack the value if it is optional. */
    private static List<String> expected(List<String> ids, SortOrder order, boolean optional) {
        if (order == SortOrder.ASCENDING) {
            return ids;
        }
        if (!optional) {
            return ids.reversed();
        }
        var expected = new ArrayList<>(ids.subList(0, 4).reversed());
        expected.addAll(ids.subList(4, 6).reversed());
        return expected;
    }

    @Test
    void neitherOverlapsNorSkipsWhileContactsAreAdded() {
        var before = new HashSet<>(chats(9));

        var found = new ArrayList<String>();
        String token = null;
        do {
            var next = token;
            var page = searching.search(search -> search.maxResults(2).nextToken(next));
            found.addAll(SearchFixtures.ids(page));
            assertThat(page.totalCount()).as("counted with the first page").isEqualTo(9);
            token = page.nextToken();
            tenant.start();
        } while (token != null);

        assertThat(found).doesNotHaveDuplicates();
        assertThat(new HashSet<>(found)).isEqualTo(before);
    }

    @Test
    void countsAllPagesAndEndsWithoutAToken() {
        chats(4);

        var first = searching.search(search -> search.maxResults(2));
        var last = searching.search(search -> search.maxResults(2).nextToken(first.nextToken()));

        assertThat(first.totalCount()).isEqualTo(4);
        assertThat(last.totalCount()).isEqualTo(4);
        assertThat(last.contacts()).hasSize(2);
        assertThat(last.nextToken()).isNull();
        assertThat(Collections.disjoint(SearchFixtures.ids(first), SearchFixtures.ids(last)))
                .isTrue();
    }

    @Test
    void allowsAnotherPageSize() {
        chats(3);
        var now = Instant.now();
        var first = searching.search(search -> fixed(search, now).maxResults(1));

        assertThat(searching
                        .search(search -> fixed(search, now).maxResults(50).nextToken(first.nextToken()))
                        .contacts())
                .hasSize(2);
    }

    private static SearchContactsRequest.Builder fixed(SearchContactsRequest.Builder search, Instant now) {
        return search.timeRange(range -> range.type("INITIATION_TIMESTAMP")
                .startTime(now.minusSeconds(60))
                .endTime(now.plusSeconds(60)));
    }

    @Test
    void refusesATokenOfAnotherRequest() {
        chats(2);
        var now = Instant.now();
        var token = searching.search(search -> fixed(search, now).maxResults(1)).nextToken();
        var other = new SearchFixtures(calls.newTenant(), searching.jdbc());

        for (var misuse : List.<Runnable>of(
                () -> searching.search(
                        search -> fixed(search, now.plusSeconds(1)).nextToken(token)),
                () -> searching.search(search -> fixed(search, now)
                        .searchCriteria(c -> c.channelsWithStrings("CHAT"))
                        .nextToken(token)),
                () -> searching.search(search -> {
                    sort(fixed(search, now), SortableFieldName.INITIATION_TIMESTAMP, SortOrder.ASCENDING);
                    search.nextToken(token);
                }),
                () -> other.search(search -> fixed(search, now).nextToken(token)),
                () -> tenant.connect()
                        .listAssociatedContacts(r -> r.instanceId(tenant.instance())
                                .contactId(tenant.start())
                                .nextToken(token)),
                () -> tenant.connect()
                        .listContactFlows(r -> r.instanceId(tenant.instance()).nextToken(token)))) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(misuse::run)
                    .withMessageContaining("NextToken");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "%", "AAAA", "ätsch", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesMalformedTokens(String token) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> searching.search(search -> search.nextToken(token)))
                .withMessageContaining("NextToken");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, 99, -1})
    void refusesForgedPositionsOrContinuesFromThem(long key) {
        chats(2);
        var now = Instant.now();
        for (var field : List.of(SortableFieldName.CHANNEL, SortableFieldName.EXPIRY_TIMESTAMP)) {
            var token = searching
                    .search(search -> {
                        sort(fixed(search, now), field, SortOrder.ASCENDING);
                        search.maxResults(1);
                    })
                    .nextToken();
            var forged = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)).putLong(16, key);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.array());

            try {
                assertThat(searching
                                .search(search -> {
                                    sort(fixed(search, now), field, SortOrder.ASCENDING);
                                    search.nextToken(text);
                                })
                                .contacts())
                        .hasSizeBetween(0, 2);
            } catch (InvalidParameterException e) {
                assertThat(e.awsErrorDetails().errorMessage()).contains("NextToken");
            }
        }
    }

    @Test
    void readsBackThePositionsOfItsTokens() {
        var position = new PagePosition(-5, UUID.randomUUID(), 7);

        var token = position.toToken(new byte[] {1});

        assertThat(PagePosition.parse(new byte[] {1}, token)).isEqualTo(position);
        assertThat(PagePosition.parse(new byte[] {1}, null)).isNull();
    }
}
