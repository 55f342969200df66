package io.recontact.contact;

import io.recontact.testing.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.SearchContactsRequest;
import software.amazon.awssdk.services.connect.model.SearchContactsResponse;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import software.amazon.awssdk.services.connect.model.SortOrder;

/**
 * Searches in an instance, and rows to find, as routing would write them.
 *
 * @param now searches cover the day before and the week after this time
 */
record SearchFixtures(Service.Tenant tenant, JdbcClient jdbc, Instant now) {

    SearchFixtures(Service.Tenant tenant, JdbcClient jdbc) {
        this(tenant, jdbc, Instant.now());
    }

    /** A search, with changes to the request. */
    SearchContactsResponse search(Consumer<SearchContactsRequest.Builder> changes) {
        return tenant.connect()
                .searchContacts(SearchContactsRequest.builder()
                        .instanceId(tenant.instance())
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(now.minusSeconds(86_400))
                                .endTime(now.plusSeconds(7 * 86_400)))
                        .applyMutation(changes)
                        .build());
    }

    /** The ids that a search finds, the oldest first. */
    List<String> find(Consumer<SearchContactsRequest.Builder> changes) {
        return ids(search(search -> search.sort(
                        sort -> sort.fieldName("INITIATION_TIMESTAMP").order(SortOrder.ASCENDING))
                .applyMutation(changes)));
    }

    /** The ids of all pages. */
    List<String> findAll(int pageSize, Consumer<SearchContactsRequest.Builder> changes) {
        var found = new ArrayList<String>();
        String token = null;
        do {
            var next = token;
            var page = search(
                    search -> search.applyMutation(changes).maxResults(pageSize).nextToken(next));
            found.addAll(ids(page));
            token = page.nextToken();
        } while (token != null);
        return found;
    }

    static List<String> ids(SearchContactsResponse page) {
        return page.contacts().stream().map(ContactSearchSummary::id).toList();
    }

    /** Starts a task that has a name. */
    String task(String name) {
        return tenant.connect()
                .startTaskContact(task -> task.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name(name))
                .contactId();
    }

    /** Starts a chat that has attributes. */
    String chat(Map<String, String> attributes) {
        return tenant.start(chat -> chat.attributes(attributes)).contactId();
    }

    /** Sets columns of a contact; {@code values} is SQL. */
    void set(String contact, String assignments) {
        jdbc.sql("update contact set %s where id = :id".formatted(assignments))
                .param("id", UUID.fromString(contact))
                .update();
    }
}
