package io.recontact.contact;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.BACKWARD;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.FORWARD;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.ASCENDING;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.DESCENDING;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;

/** Past items in the transcript of a resumed chat: Administrator Guide, "Enable persistent chat". */
@ServiceTest
class PastTranscriptTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final NextContacts segments;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    PastTranscriptTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.segments = new NextContacts(jdbc);
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private StartChatContactResponse resume(String type, String source) {
        return tenant.start(chat -> chat.persistentChat(
                persistent -> persistent.rehydrationType(type).sourceContactId(source)));
    }

    private static String summary(Item item) {
        return item.content() != null
                ? item.content()
                : item.contentType().replace("application/vnd.amazonaws.connect.event.", "");
    }

    private static List<String> summary(List<Item> items) {
        return items.stream().map(PastTranscriptTests::summary).toList();
    }

    private static List<String> messages(List<Item> items) {
        return items.stream()
                .filter(item -> item.typeAsString().equals("MESSAGE"))
                .map(Item::content)
                .toList();
    }

    /** Follows the tokens; returns all items in the order of the scan. */
    private static List<Item> expectPages(Participant reader, ScanDirection direction, SortKey order, int size) {
        var items = new ArrayList<Item>();
        String next = null;
        do {
            var token = next;
            var page = reader.page(r ->
                    r.scanDirection(direction).sortOrder(order).maxResults(size).nextToken(token));
            var found = page.transcript();
            assertThat(found).hasSizeLessThanOrEqualTo(size);
            assertThat(found)
                    .extracting(Item::absoluteTime)
                    .isSortedAccordingTo(order == ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder());
            assertThat(found.stream().map(item -> item.contactId() != null).distinct())
                    .as("a page is of the present or of the past")
                    .hasSizeLessThanOrEqualTo(1);
            items.addAll((direction == FORWARD) == (order == ASCENDING) ? found : found.reversed());
            next = page.nextToken();
            assertThat(next).hasSizeLessThanOrEqualTo(1_000);
        } while (!next.isEmpty());
        return items;
    }

    /** C1 is transferred to C2 and then to C3, and the session ends; each contact has messages. */
    private final class Session {

        private final StartChatContactResponse chat;
        private final Participant customer;
        private final List<String> contacts = new ArrayList<>();

        Session(String name) {
            this(name, tenant.start(_ -> {}));
        }

        Session(String name, StartChatContactResponse chat) {
            this.chat = chat;
            this.customer = calls.customerOf(chat);
            contacts.add(chat.contactId());
            customer.say(name + "1");
            next();
            customer.say(name + "2");
            next();
            customer.say(name + "3");
        }

        private void next() {
            clock.advance(Duration.ofSeconds(1));
            contacts.add(segments.transfer(chat.contactId(), clock.instant()));
        }

        Session end() {
            clock.advance(Duration.ofSeconds(1));
            tenant.stop(contacts.getLast());
            return this;
        }

        /** Counts from 1, like the guide. */
        String contact(int number) {
            return contacts.get(number - 1);
        }
    }

    /** The table of connect-chat-api.md §3.2. */
    @ParameterizedTest
    @CsvSource({
        "ENTIRE_PAST_SESSION, 1, a1 a2 a3",
        "FROM_SEGMENT,        3, a1 a2 a3",
        "FROM_SEGMENT,        2, a1 a2",
        "FROM_SEGMENT,        1, a1",
    })
    void reachesAsFarAsTheRehydrationTypeAllows(String type, int source, String seen) {
        var past = new Session("a").end();

        var customer = calls.customerOf(resume(type, past.contact(source)));
        customer.say("now");

        assertThat(messages(customer.everything())).isEqualTo(List.of((seen + " now").split(" ", -1)));
    }

    @Test
    void namesTheContactOfEachPastItem() {
        var past = new Session("a").end();
        var chat = resume("ENTIRE_PAST_SESSION", past.contact(1));
        var customer = calls.customerOf(chat);
        customer.say("now");
        var before = past.customer.token();

        var items = customer.everything();

        assertThat(summary(items))
                .containsExactly("participant.joined", "a1", "a2", "a3", "chat.ended", "participant.joined", "now");
        assertThat(items)
                .extracting(Item::relatedContactId)
                .containsExactly(
                        past.contact(1),
                        past.contact(1),
                        past.contact(2),
                        past.contact(3),
                        past.contact(3),
                        null,
                        null);
        assertThat(items)
                .extracting(Item::contactId)
                .containsExactly(null, null, null, null, null, chat.contactId(), chat.contactId());
        assertThat(before).isNotEqualTo(customer.token());
    }

    @Test
    void returnsPastItemsUnchanged() {
        var first = tenant.start(_ -> {});
        var customer = calls.customerOf(first);
        customer.say("one");
        var before = customer.everything();
        tenant.stop(first.contactId());

        var after = calls.customerOf(resume("FROM_SEGMENT", first.contactId())).everything();

        assertThat(after.subList(0, before.size()))
                .isEqualTo(before.stream()
                        .map(item -> item.toBuilder()
                                .contactId(null)
                                .relatedContactId(first.contactId())
                                .build())
                        .toList());
    }

    /** "If past messages exist, a NextToken is returned", even if all current items fit the page. */
    @Test
    void isOnlyReachedByATokenAndBackward() {
        var past = new Session("a").end();
        var chat = resume("ENTIRE_PAST_SESSION", past.contact(1));
        var customer = calls.customerOf(chat);
        customer.say("now");

        var present = customer.page(r -> r.maxResults(100));
        assertThat(summary(present.transcript())).containsExactly("now", "participant.joined");
        assertThat(present.nextToken()).isNotEmpty();
        assertThat(present.initialContactId()).isEqualTo(chat.contactId());

        var earlier =
                customer.page(r -> r.maxResults(100).scanDirection(BACKWARD).nextToken(present.nextToken()));
        assertThat(summary(earlier.transcript())).containsExactly("chat.ended", "a3", "a2", "a1", "participant.joined");
        assertThat(earlier.nextToken()).isEmpty();
        assertThat(earlier.initialContactId()).isEqualTo(chat.contactId());
    }

    @Test
    void isReachedFromAChatWithoutItems() {
        var past = new Session("a").end();

        var page =
                calls.customerOf(resume("ENTIRE_PAST_SESSION", past.contact(1))).page(_ -> {});

        assertThat(page.transcript()).isEmpty();
        assertThat(page.nextToken()).isNotEmpty();
    }

    @Test
    void isNotScannedForward() {
        var past = new Session("a").end();
        var customer = calls.customerOf(resume("ENTIRE_PAST_SESSION", past.contact(1)));
        customer.say("now");

        assertThat(summary(expectPages(customer, FORWARD, ASCENDING, 1))).containsExactly("participant.joined", "now");
        assertThat(summary(expectPages(customer, FORWARD, DESCENDING, 100)))
                .containsExactly("participant.joined", "now");
    }

    @Test
    void isReachedBackwardFromTheEndOfAForwardScan() {
        var past = new Session("a").end();
        var customer = calls.customerOf(resume("ENTIRE_PAST_SESSION", past.contact(1)));
        customer.say("now");
        var forward = customer.page(r -> r.scanDirection(FORWARD).maxResults(100));
        customer.say("later");

        assertThat(summary(customer.page(r -> r.scanDirection(FORWARD).nextToken(forward.nextToken()))
                        .transcript()))
                .as("forward goes on to what has been said since")
                .containsExactly("later");
        assertThat(summary(customer.page(r -> r.scanDirection(BACKWARD).nextToken(forward.nextToken()))
                        .transcript()))
                .as("backward goes on to the past")
                .containsExactly("chat.ended", "a3", "a2", "a1", "participant.joined");
    }

    /** "StartPosition and ContactId are not supported" for the past. */
    @Test
    void hasNoPositionsAndNoFilter() {
        var past = new Session("a").end();
        var customer = calls.customerOf(resume("ENTIRE_PAST_SESSION", past.contact(1)));
        customer.say("now");
        var old = customer.everything().get(1);

        assertInvalid(() -> customer.page(r -> r.startPosition(p -> p.id(old.id()))));
        assertThat(summary(customer.page(r -> r.startPosition(p -> p.absoluteTime(old.absoluteTime()))
                                .sortOrder(ASCENDING))
                        .transcript()))
                .containsExactly("participant.joined", "now");
        for (int i = 1; i <= 3; i++) {
            var contact = past.contact(i);
            var page = customer.page(r -> r.contactId(contact));
            assertThat(page.transcript()).isEmpty();
            assertThat(page.nextToken()).isEmpty();
        }
    }

    @Test
    void isExcludedWhenASegmentIsRequested() {
        var past = new Session("a").end();
        var now = new Session("b", resume("ENTIRE_PAST_SESSION", past.contact(1)));

        for (int i = 1; i <= 3; i++) {
            var contact = now.contact(i);
            var page = now.customer.page(r -> r.contactId(contact).maxResults(100));
            assertThat(messages(page.transcript())).containsExactly("b" + i);
            assertThat(page.transcript()).extracting(Item::contactId).containsOnly(contact);
            assertThat(page.nextToken()).isEmpty();
        }
        var second = now.contact(2);
        assertThat(summary(now.customer
                        .page(r -> r.contactId(second)
                                .startPosition(p -> p.mostRecent(1))
                                .scanDirection(BACKWARD))
                        .transcript()))
                .as("a position behind the segment")
                .containsExactly("b2");
        assertThat(now.customer
                        .page(r -> r.contactId(second)
                                .startPosition(p -> p.mostRecent(1))
                                .scanDirection(FORWARD))
                        .transcript())
                .isEmpty();
    }

    @Test
    void spansGenerations() {
        var first = new Session("a").end();
        var second = new Session("b", resume("FROM_SEGMENT", first.contact(2))).end();
        var third = new Session("c", resume("FROM_SEGMENT", second.contact(1))).end();

        var fromSegment = calls.customerOf(resume("FROM_SEGMENT", third.contact(2)));
        var entire = calls.customerOf(resume("ENTIRE_PAST_SESSION", third.contact(1)));

        assertThat(messages(fromSegment.everything())).containsExactly("a1", "a2", "b1", "c1", "c2");
        assertThat(messages(entire.everything())).containsExactly("a1", "a2", "b1", "c1", "c2", "c3");
    }

    /** A segment can be without messages: a transfer that is transferred again at once. */
    @Test
    void endsWithAnEmptySegment() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("in the first");
        clock.advance(Duration.ofSeconds(1));
        var silent = segments.transfer(chat.contactId(), clock.instant());
        clock.advance(Duration.ofSeconds(1));
        var last = segments.transfer(chat.contactId(), clock.instant());
        customer.say("in the last");
        assertThat(customer.page(r -> r.contactId(silent)).transcript()).isEmpty();
        tenant.stop(last);

        assertThat(messages(calls.customerOf(resume("FROM_SEGMENT", chat.contactId()))
                        .everything()))
                .containsExactly("in the first");
        assertThat(messages(calls.customerOf(resume("FROM_SEGMENT", silent)).everything()))
                .containsExactly("in the first");
        assertThat(messages(calls.customerOf(resume("FROM_SEGMENT", last)).everything()))
                .containsExactly("in the first", "in the last");
    }

    @Test
    void isReachedThroughASegmentWithoutMessages() {
        var past = new Session("a").end();
        var chat = resume("ENTIRE_PAST_SESSION", past.contact(1));
        // Nobody has connected when the chat is transferred, so its first segment has no item.
        var later = segments.transfer(chat.contactId(), clock.instant().plusMillis(1));
        clock.advance(Duration.ofSeconds(1));
        calls.customerOf(chat).say("b2");
        tenant.stop(later);

        assertThat(messages(calls.customerOf(resume("FROM_SEGMENT", chat.contactId()))
                        .everything()))
                .containsExactly("a1", "a2", "a3");
    }

    /** The cloud service follows at most 100 contacts, with pages of any size. */
    @Test
    void spansSixtySessionsWithPagesOfAnySize() {
        var last = tenant.start(_ -> {});
        var said = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            // Every third session has no message.
            if (i % 3 != 2) {
                calls.customerOf(last).say("s" + i);
                said.add("s" + i);
            }
            tenant.stop(last.contactId());
            last = resume(i % 2 == 0 ? "ENTIRE_PAST_SESSION" : "FROM_SEGMENT", last.contactId());
        }
        var customer = calls.customerOf(last);

        var all = customer.everything();

        assertThat(messages(all)).isEqualTo(said);
        assertThat(all).hasSize(60 + 2 * 40).extracting(Item::id).doesNotHaveDuplicates();
        for (int size : List.of(1, 2, 3, 7, 10, 99)) {
            assertThat(expectPages(customer, BACKWARD, size % 2 == 0 ? ASCENDING : DESCENDING, size))
                    .as("pages of %d", size)
                    .isEqualTo(all.reversed());
        }
    }

    /** Property: sessions about as long as a page neither overlap nor skip. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 50, 100})
    void neitherOverlapsNorSkipsWithSessionsOfAnyLength(int size) {
        var lengths = List.of(0, 250, 1, 0, 3, 4, 5, 0, 0, 101, 100, 99, 0, 2);
        var last = tenant.start(_ -> {});
        for (int length : lengths) {
            segments.fill(last.contactId(), length);
            tenant.stop(last.contactId());
            last = resume("ENTIRE_PAST_SESSION", last.contactId());
        }
        segments.fill(last.contactId(), 7);
        var customer = calls.customerOf(last);

        var items = expectPages(customer, BACKWARD, DESCENDING, size);

        assertThat(items).extracting(Item::id).doesNotHaveDuplicates();
        assertThat(items).hasSize(lengths.stream().mapToInt(n -> n).sum() + lengths.size() + 7);
        assertThat(messages(items.subList(0, 7)))
                .containsExactly("filler 6", "filler 5", "filler 4", "filler 3", "filler 2", "filler 1", "filler 0");
        var contacts = items.stream().map(Item::relatedContactId).distinct().toList();
        assertThat(contacts)
                .as("of the present, then of each session of the past")
                .hasSize(1 + lengths.size());
    }

    @Test
    void belongsToItsChatOnly() {
        var past = new Session("a").end();
        var mine = calls.customerOf(resume("ENTIRE_PAST_SESSION", past.contact(1)));
        var yours = calls.customerOf(resume("FROM_SEGMENT", past.contact(1)));
        mine.say("mine");
        yours.say("yours");
        var token = mine.page(_ -> {}).nextToken();

        assertInvalid(() -> yours.page(r -> r.nextToken(token)));
        assertThat(messages(yours.everything())).containsExactly("a1", "yours");
    }

    @Test
    void excludesContactsThatAreOnlyRelated() {
        var related = new Session("a").end().contact(1);

        var customer = calls.customerOf(tenant.start(chat -> chat.relatedContactId(related)));
        customer.say("now");

        assertThat(messages(customer.everything())).containsExactly("now");
    }

    @Test
    void isUnreachableAfterExactly24MonthsWithAnyToken() {
        var first = tenant.start(_ -> {});
        calls.customerOf(first).say("too old");
        tenant.stop(first.contactId());
        clock.advance(Duration.ofDays(300));
        var second = resume("ENTIRE_PAST_SESSION", first.contactId());
        calls.customerOf(second).say("young enough");
        tenant.stop(second.contactId());
        var tooOldAt = tenant.describe(first.contactId())
                .initiationTimestamp()
                .atOffset(ZoneOffset.UTC)
                .plusMonths(24)
                .toInstant();
        clock.advance(Duration.between(clock.instant(), tooOldAt.minus(Duration.ofDays(1))));
        var third = tenant.start(chat -> chat.chatDurationInMinutes(4 * 24 * 60)
                .persistentChat(p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(second.contactId())));
        var customer = calls.customerOf(third);
        customer.say("now");
        assertThat(messages(customer.everything())).containsExactly("too old", "young enough", "now");
        var toTheSecond = customer.page(_ -> {}).nextToken();
        // The next page begins with the first item of the session that is about to expire.
        var toTheFirst =
                customer.page(r -> r.nextToken(toTheSecond).maxResults(3)).nextToken();
        assertThat(messages(customer.page(r -> r.nextToken(toTheFirst)).transcript()))
                .containsExactly("too old");

        clock.advance(Duration.ofDays(2));

        var back = calls.customerOf(third);
        assertThat(messages(back.everything())).containsExactly("young enough", "now");
        assertThat(messages(
                        back.page(r -> r.nextToken(toTheSecond).maxResults(100)).transcript()))
                .containsExactly("young enough");
        assertThat(back.page(r -> r.nextToken(toTheFirst)).transcript()).isEmpty();
        assertThat(back.page(r -> r.nextToken(toTheFirst)).nextToken()).isEmpty();
    }

    @Test
    void isUnreachableBeforeTheCutoff() {
        var past = new Session("a").end();
        var customer = calls.customerOf(resume("ENTIRE_PAST_SESSION", past.contact(1)));
        customer.say("now");
        var token = customer.page(_ -> {}).nextToken();
        assertThat(token).isNotEmpty();

        jdbc.sql("""
                        with session as (update chat_session set started_at = :then where id = :id)
                        update contact set initiated_at = :then where id = :id
                        """)
                .param("then", LocalDate.of(2021, 11, 11).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("id", UUID.fromString(past.contact(1)))
                .update();

        assertThat(messages(customer.everything())).containsExactly("now");
        assertThat(customer.page(_ -> {}).nextToken()).isEmpty();
        assertThat(customer.page(r -> r.nextToken(token)).transcript()).isEmpty();
    }
}
