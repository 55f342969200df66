package io.recontact.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds what modules say about their tables against the schema, so that no table is forgotten. */
@ServiceTest
class InstanceDataTests {

    /** Tables that name an instance and stay in their cell. */
    private static final List<String> OF_THE_CELL = List.of("instance_move", "first_administrator");

    private static final Pattern MIGRATION = Pattern.compile("V\\d+__(\\w+)\\.sql");
    private static final Pattern CREATED_TABLE = Pattern.compile("(?m)^create table (\\w+)");

    private record ForeignKey(String table, String referenced) {}

    private final InstanceTables tables;
    private final ObjectProvider<InstanceData> modules;
    private final JdbcClient jdbc;

    InstanceDataTests(InstanceTables tables, ObjectProvider<InstanceData> modules, JdbcClient jdbc) {
        this.tables = tables;
        this.modules = modules;
        this.jdbc = jdbc;
    }

    @Test
    void namesEveryTableOfTheSchemaOnce() {
        var schema = jdbc.sql("""
                        select table_name
                        from information_schema.tables
                        where table_schema = current_schema() and table_type = 'BASE TABLE'
                          and table_name <> 'flyway_schema_history'
                        """).query(String.class).list();

        assertThat(schema).hasSizeGreaterThan(60);
        assertThat(tables.all()).extracting(InstanceTable::name).containsExactlyInAnyOrderElementsOf(schema);
    }

    @Test
    void exportsATableOrGivesTheReason() {
        assertThat(tables.all())
                .allSatisfy(table -> assertThat(table.reason().isEmpty()).isEqualTo(table.isCopied()));
    }

    @Test
    void exportsOrDrainsEveryTableWithAnInstance() {
        var ofInstances = jdbc.sql("""
                        select t.table_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                          and c.column_name = 'instance_id'
                        """).query(String.class).list();

        assertThat(ofInstances).hasSizeGreaterThan(30);
        assertThat(tables.all().stream()
                        .filter(table -> ofInstances.contains(table.name()) && table.rows() == null)
                        .map(InstanceTable::name))
                .containsExactlyInAnyOrderElementsOf(OF_THE_CELL);
    }

    @Test
    void modulesNameTheirOwnTables() throws IOException {
        var owners = new TreeMap<String, String>();
        try (var migrations = Files.list(Path.of("db/migration"))) {
            for (var migration : migrations.toList()) {
                var name = MIGRATION.matcher(migration.getFileName().toString());
                assertThat(name.matches()).isTrue();
                CREATED_TABLE
                        .matcher(Files.readString(migration))
                        .results()
                        .forEach(created -> owners.put(created.group(1), name.group(1)));
            }
        }
        var named = new TreeMap<String, String>();
        modules.forEach(module -> module.tables()
                .forEach(table -> named.put(
                        table.name(), module.getClass().getPackageName().split("\\.", -1)[2])));

        assertThat(named).isEqualTo(Map.copyOf(owners));
    }

    /** An import stores them in this order, and a removal deletes them in the opposite one. */
    @Test
    void referredTablesComeFirst() {
        var order = tables.all().stream().map(InstanceTable::name).toList();
        var references = jdbc.sql("""
                        select conrelid::regclass::text as child, confrelid::regclass::text as parent
                        from pg_constraint
                        where contype = 'f' and conrelid <> confrelid and connamespace = current_schema()::regnamespace
                        """)
                .query((row, _) -> new ForeignKey(row.getString("child"), row.getString("parent")))
                .list();

        assertThat(references)
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> assertThat(order.indexOf(key.referenced()))
                        .as("%s before %s", key.referenced(), key.table())
                        .isLessThan(order.indexOf(key.table())));
    }
}
