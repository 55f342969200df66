package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.AssociatedContactSummary;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.ListAssociatedContactsResponse;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class ListAssociatedContactsTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final SearchFixtures searching;
    private final NextContacts segments;
    private final MutableClock clock;

    ListAssociatedContactsTests(Service.Calls calls, JdbcClient jdbc, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.searching = new SearchFixtures(tenant, jdbc);
        this.segments = new NextContacts(jdbc);
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private ListAssociatedContactsResponse list(String contact, @Nullable Integer size, @Nullable String token) {
        return tenant.connect()
                .listAssociatedContacts(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .maxResults(size)
                        .nextToken(token));
    }

    private List<String> ids(String contact) {
        return list(contact, null, null).contactSummaryList().stream()
                .map(AssociatedContactSummary::contactId)
                .toList();
    }

    private String resume(String source) {
        clock.advance(Duration.ofSeconds(1));
        return tenant.start(chat -> chat.persistentChat(
                        p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(source)))
                .contactId();
    }

    @Test
    void listsTheWholeTreeFromAnyContact() {
        var first = tenant.startAndStop();
        var transfer = segments.append(first, first, "TRANSFER", 1);
        var resumed = resume(transfer);
        clock.advance(Duration.ofSeconds(1));
        var task = tenant.connect()
                .startTaskContact(r -> r.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("t")
                        .relatedContactId(resumed))
                .contactId();
        tenant.start();

        for (var named : List.of(first, transfer, resumed, task)) {
            assertThat(ids(named)).containsExactly(first, transfer, resumed, task);
        }
    }

    @Test
    void describesEachContact() {
        var first = tenant.startAndStop();
        var resumed = resume(first);

        var list = list(first, null, null).contactSummaryList();

        assertThat(list.getFirst().contactArn())
                .isEqualTo(tenant.describe(first).arn());
        assertThat(list.getFirst().relatedContactId()).isNull();
        assertThat(list.getFirst().initialContactId()).isNull();
        assertThat(list.getFirst().previousContactId()).isNull();
        assertThat(list.getFirst().initiationTimestamp())
                .isEqualTo(tenant.describe(first).initiationTimestamp());
        assertThat(list.getFirst().disconnectTimestamp())
                .isEqualTo(tenant.describe(first).disconnectTimestamp());
        assertThat(list.getLast().contactId()).isEqualTo(resumed);
        assertThat(list.getLast().relatedContactId()).isEqualTo(first);
        assertThat(list.getLast().disconnectTimestamp()).isNull();
        assertThat(list.getLast().channel()).isEqualTo(Channel.CHAT);
        assertThat(list.getLast().initiationMethod()).isEqualTo(ContactInitiationMethod.API);
    }

    @Test
    void listsAContactWithoutAssociations() {
        var id = tenant.start();

        assertThat(ids(id)).containsExactly(id);
        assertThat(list(id, 1, null).nextToken()).isNull();
    }

    @Test
    void pagesInOrderWhileTheTreeGrows() {
        var all = new ArrayList<String>();
        all.add(tenant.startAndStop());
        for (int i = 0; i < 5; i++) {
            all.add(resume(all.getLast()));
            tenant.stop(all.getLast());
        }
        // Two contacts have the same time, so their ids decide the order.
        searching.set(
                all.get(3), "initiated_at = (select initiated_at from contact where id = '%s')".formatted(all.get(2)));

        var found = new ArrayList<String>();
        String token = null;
        do {
            var page = list(all.get(2), 2, token);
            page.contactSummaryList().forEach(contact -> found.add(contact.contactId()));
            token = page.nextToken();
            if (found.size() == 2) {
                all.add(resume(all.getLast()));
            }
        } while (token != null);

        assertThat(found).containsExactlyElementsOf(all);
    }

    @Test
    void acceptsATokenWithAnyContactOfTheTreeOnly() {
        var first = tenant.startAndStop();
        var second = resume(first);
        var alone = tenant.start();
        var token = list(first, 1, null).nextToken();

        assertThat(list(second, 1, token).contactSummaryList().getFirst().contactId())
                .isEqualTo(second);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> list(alone, 1, token))
                .withMessageContaining("NextToken");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> list(first, 1, "junk"))
                .withMessageContaining("NextToken");
    }

    @Test
    void omitsContactsPastRetention() {
        var first = tenant.startAndStop();
        var second = resume(first);
        searching.set(first, "initiated_at = now() - interval '25 months'");

        assertThat(ids(second)).containsExactly(second);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> ids(first));
    }

    @Test
    void doesNotFindContactsOfOtherInstances() {
        var foreign = calls.newTenant().start();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> ids(foreign))
                .withMessageContaining(foreign);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> ids(UUID.randomUUID().toString()));
    }

    @Test
    void refusesPagesOutOfBounds() {
        var id = tenant.start();

        for (int size : new int[] {0, 101}) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> list(id, size, null))
                    .withMessageContaining("MaxResults");
        }
    }
}
