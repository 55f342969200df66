package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables whose rows the modules delete with a session. No foreign key would delete a row that they forget. */
@ServiceTest
class SessionRowsTests {

    /** Tables that name contacts and outlive them, and the sessions of people in the console, which are no chats. */
    private static final List<String> OUTLIVE = List.of("agent_activity", "erasure", "legal_hold", "console_session");

    private final ObjectProvider<SessionRows> modules;
    private final JdbcClient jdbc;

    SessionRowsTests(ObjectProvider<SessionRows> modules, JdbcClient jdbc) {
        this.modules = modules;
        this.jdbc = jdbc;
    }

    @Test
    void coverEveryTableOfSessionsAndContacts() {
        var statements = new SessionStatements(new SessionBatch(List.of(), List.of()));
        modules.orderedStream().forEach(module -> module.delete(statements));

        var tables = jdbc.sql("""
                        select distinct c.table_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                          and c.column_name in ('contact_id', 'session_id', 'initial_contact_id', 'current_contact_id',
                                                'attachment_id')
                        """).query(String.class).list();

        assertThat(tables).hasSizeGreaterThan(15);
        assertThat(statements.tables())
                .containsAll(tables.stream()
                        .filter(table -> !OUTLIVE.contains(table))
                        .toList());
    }

    /** The deletion of a contact or session would look for rows of the other table, one row after the other. */
    @Test
    void noTableRefersToContactsAndSessions() {
        assertThat(jdbc.sql("""
                                select conrelid::regclass::text
                                from pg_constraint
                                where contype = 'f' and confrelid in ('contact'::regclass, 'chat_session'::regclass)
                                """).query(String.class).list()).isEmpty();
    }
}
