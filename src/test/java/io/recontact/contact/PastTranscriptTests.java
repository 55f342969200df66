package io.recontact.contact;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.BACKWARD;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.FORWARD;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.ASCENDING;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.DESCENDING;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** Past items in the transcript of a resumed chat: Administrator Guide, "Enable persistent chat". */
@ServiceTest
class PastTranscriptTests extends PastTranscriptFixture {

    PastTranscriptTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc) {
        super(calls, clock, jdbc);
    }

    private static String summary(Item item) {
        return item.content() != null
                ? item.content()
                : item.contentType().replace("application/vnd.amazonaws.connect.event.", "");
    }

    private static List<String> summary(List<Item> items) {
        return items.stream().map(PastTranscriptTests::summary).toList();
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
}
