package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.contact.ContactQuery.Criteria;
import io.recontact.contact.ContactQuery.Direction;
import io.recontact.contact.ContactQuery.Field;
import io.recontact.contact.ContactQuery.Match;
import io.recontact.contact.ContactQuery.Moments;
import io.recontact.contact.ContactQuery.Sort;
import io.recontact.contact.ContactQuery.Tag;
import io.recontact.contact.ContactQuery.Tags;
import io.recontact.contact.ContactQuery.Texts;
import io.recontact.contact.ContactQuery.Time;
import io.recontact.contact.ContactQuery.TimeRange;
import io.recontact.contact.ContactQuery.Value;
import io.recontact.contact.ContactQuery.Values;
import io.recontact.testing.ServiceTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides for each column of table {@code contact} whether DescribeContact, SearchContacts and the contact events use
 * it. A new column fails here until somebody has decided; so does a reason that no longer holds.
 */
@ServiceTest
class ContactColumnTests {

    private static final String INTERNAL = "internal: no shape of the API has it";
    private static final String NO_CRITERION = "SearchContacts has no criterion and no member for it";
    private static final String NOT_IN_EVENTS = "the data model of contact events does not have it";

    private static final Map<String, String> NOT_DESCRIBED = Map.of(
            "rehydration", "the API takes it and never returns it",
            "contact_flow_id", "the API takes it and never returns it",
            "contact_references", "ListContactReferences returns them",
            "is_dequeued", INTERNAL);

    private static final Map<String, String> NOT_SEARCHED = reasons(
            NO_CRITERION,
            "related_contact_id",
            "description",
            "customer_id",
            "contact_references",
            "connected_to_system_at",
            "disconnect_reason",
            "last_updated_at",
            "queue_priority",
            "queue_time_adjustment_seconds",
            "after_contact_work_started_at",
            "after_contact_work_ended_at",
            "is_paused",
            "last_paused_at",
            "last_resumed_at",
            "total_pause_count",
            "total_pause_milliseconds",
            "chat_metrics",
            "rehydration",
            "contact_flow_id",
            "association_id",
            "is_dequeued",
            "first_sequence");

    private static final Map<String, String> NOT_ANNOUNCED = reasons(
            NOT_IN_EVENTS,
            "association_id",
            "rehydration",
            "contact_flow_id",
            "connect_by",
            "expires_at",
            "disconnect_reason",
            "is_dequeued",
            "total_pause_count",
            "total_pause_milliseconds",
            "first_sequence");

    private final JdbcClient jdbc;

    ContactColumnTests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Map<String, String> reasons(String reason, String... columns) {
        var reasons = new HashMap<String, String>();
        for (var column : columns) {
            reasons.put(column, reason);
        }
        return reasons;
    }

    @Test
    void describeContactReadsEachColumnOrThereIsAReason() {
        assertThat(unused("contact", ContactViewRepository.BY_ID)).isEqualTo(new TreeSet<>(NOT_DESCRIBED.keySet()));
    }

    @Test
    void searchContactsUsesEachColumnOrThereIsAReason() {
        assertThat(unused("contact", searchStatements())).isEqualTo(new TreeSet<>(NOT_SEARCHED.keySet()));
    }

    @Test
    void contactEventsCarryEachColumnOrThereIsAReason() {
        var trigger = jdbc.sql("""
                        select string_agg(prosrc, ' ')
                        from pg_trigger join pg_proc on pg_proc.oid = tgfoid
                        where tgrelid = 'contact'::regclass and prosrc like '%insert into contact_event %'
                        """).query(String.class).single();
        assertThat(unused("new", trigger)).isEqualTo(new TreeSet<>(NOT_ANNOUNCED.keySet()));
    }

    private Set<String> unused(String alias, String sql) {
        var columns = jdbc.sql("""
                        select column_name
                        from information_schema.columns
                        where table_schema = 'public' and table_name = 'contact'
                        """).query(String.class).set();
        assertThat(columns).hasSizeGreaterThan(30);
        var unused = new TreeSet<String>();
        for (var column : columns) {
            if (!Pattern.compile("\\b%s\\.%s\\b".formatted(alias, column))
                    .matcher(sql)
                    .find()) {
                unused.add(column);
            }
        }
        return unused;
    }

    /** The statements of searches by each time and in each order, with all criteria. */
    private static String searchStatements() {
        var id = UUID.randomUUID();
        var value = new Values(List.of(new Value("key", List.of("value"))), Match.MATCH_ALL);
        var criteria = new Criteria(
                Set.of(Channel.CHAT),
                Set.of(InitiationMethod.API),
                Set.of(id),
                Set.of(id),
                new Texts(List.of("name"), Match.MATCH_ALL),
                value,
                value,
                Moments.NONE,
                new Tags(List.of(new Tag("key", "value")), List.of()));
        var sql = new StringBuilder();
        for (var time : Time.values()) {
            for (var field : Field.values()) {
                var range = new TimeRange(time, Instant.EPOCH, Instant.EPOCH);
                var sort = new Sort(field, Direction.ASCENDING);
                var query = new ContactQuery(new InstanceId(id), range, criteria, sort);
                sql.append(SearchStatement.of(
                                query, SearchOrder.of(sort, range), null, Instant.EPOCH, Instant.EPOCH)
                        .sql());
            }
        }
        return sql.toString();
    }
}
