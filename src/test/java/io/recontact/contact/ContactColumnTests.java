package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides for each column of table {@code contact} whether DescribeContact, SearchContacts and the contact events use
 * it. The test fails on a new column without a decision, and on a reason that no longer holds.
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
            "agent_pause_milliseconds",
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
            "routing_criteria",
            "routing_criteria_index",
            "routing_criteria_activated_at",
            "is_dequeued",
            "total_pause_count",
            "total_pause_milliseconds",
            "agent_pause_milliseconds",
            "first_sequence");

    private static final Pattern TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL);

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
        assertThat(unused("contact", sql("ContactViewRepository.java")))
                .isEqualTo(new TreeSet<>(NOT_DESCRIBED.keySet()));
    }

    @Test
    void searchContactsUsesEachColumnOrThereIsAReason() {
        assertThat(unused("contact", sql("search"))).isEqualTo(new TreeSet<>(NOT_SEARCHED.keySet()));
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

    /** The quoted texts of a source file or of all source files in a folder. */
    private static String sql(String source) {
        try (var files = Files.walk(Path.of("src/main/java/io/recontact/contact", source))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> TEXT.matcher(read(file)).results())
                    .map(MatchResult::group)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
