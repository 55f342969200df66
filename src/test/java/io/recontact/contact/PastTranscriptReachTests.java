package io.recontact.contact;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.BACKWARD;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.ASCENDING;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.DESCENDING;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** The reach of the past: chains of sessions, other chats, retention and the cutoff. */
@ServiceTest
class PastTranscriptReachTests extends PastTranscriptFixture {

    PastTranscriptReachTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc) {
        super(calls, clock, jdbc);
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
