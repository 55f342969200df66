package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.FORWARD;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.ASCENDING;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;

/** Chats that continue past chats, and their transcripts. */
abstract class PastTranscriptFixture {

    final Service.Calls calls;
    final Service.Tenant tenant;
    final NextContacts segments;
    final MutableClock clock;
    final JdbcClient jdbc;

    PastTranscriptFixture(Service.Calls calls, MutableClock clock, JdbcClient jdbc) {
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

    StartChatContactResponse resume(String type, String source) {
        return tenant.start(chat -> chat.persistentChat(
                persistent -> persistent.rehydrationType(type).sourceContactId(source)));
    }

    static List<String> messages(List<Item> items) {
        return items.stream()
                .filter(item -> item.typeAsString().equals("MESSAGE"))
                .map(Item::content)
                .toList();
    }

    /** Follows the tokens; returns all items in the order of the scan. */
    static List<Item> expectPages(Participant reader, ScanDirection direction, SortKey order, int size) {
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
    final class Session {

        final StartChatContactResponse chat;
        final Participant customer;
        final List<String> contacts = new ArrayList<>();

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

        void next() {
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
}
