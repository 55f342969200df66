package io.recontact.cell;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceId;
import io.recontact.api.InstanceTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of all modules, in the order of their imports, and the statements on the rows of an instance. */
@Component
class InstanceTables {

    private final ObjectProvider<InstanceData> modules;
    private final JdbcClient jdbc;

    InstanceTables(ObjectProvider<InstanceData> modules, JdbcClient jdbc) {
        this.modules = modules;
        this.jdbc = jdbc;
    }

    /** Returns all tables, also those that stay in their cell. */
    List<InstanceTable> all() {
        return modules.orderedStream()
                .flatMap(module -> module.tables().stream())
                .toList();
    }

    /** Returns the tables whose rows an export contains. */
    Stream<InstanceTable> copied() {
        return all().stream().filter(InstanceTable::isCopied);
    }

    /** Returns the columns that an export contains: those that the database does not compute. */
    List<String> columns(InstanceTable table) {
        return jdbc
                .sql("""
                        select column_name
                        from information_schema.columns
                        where table_schema = current_schema() and table_name = :table and is_generated = 'NEVER'
                        order by ordinal_position
                        """)
                .param("table", table.name())
                .query((row, _) -> row.getString("column_name"))
                .list()
                .stream()
                .filter(column -> !table.computed().contains(column))
                .toList();
    }

    /** A statement that copies the rows of an instance to the client. COPY takes no parameters. */
    static String copyOut(InstanceTable table, List<String> columns, InstanceId instance) {
        return "copy (select %s from %s where %s) to stdout"
                .formatted(list(columns), table.name(), condition(table, instance));
    }

    String copyIn(InstanceTable table) {
        return "copy %s (%s) from stdin".formatted(table.name(), list(columns(table)));
    }

    long count(InstanceTable table, InstanceId instance) {
        return jdbc.sql("select count(*) from %s where %s".formatted(table.name(), condition(table, instance)))
                .query(Long.class)
                .single();
    }

    /** Counts the rows that keep an instance from being exported. */
    long countOpen(InstanceTable table, InstanceId instance) {
        return jdbc.sql("select count(*) from %s where %s and (%s)"
                        .formatted(table.name(), condition(table, instance), table.open()))
                .query(Long.class)
                .single();
    }

    int delete(InstanceTable table, InstanceId instance) {
        return jdbc.sql("delete from %s where %s".formatted(table.name(), condition(table, instance)))
                .update();
    }

    private static String condition(InstanceTable table, InstanceId instance) {
        return Objects.requireNonNull(table.rows()).replace(":instance", "'%s'".formatted(instance.value()));
    }

    private static String list(List<String> columns) {
        return String.join(", ", columns);
    }
}
