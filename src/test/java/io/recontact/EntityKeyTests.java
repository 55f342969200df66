package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ServiceTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements find the row of an entity by its id, so the id contains the primary key, which has an index. */
@ServiceTest
class EntityKeyTests {

    private final EntityManagerFactory entities;
    private final JdbcClient jdbc;

    EntityKeyTests(EntityManagerFactory entities, JdbcClient jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    @Test
    void idsContainThePrimaryKey() {
        entities.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            var table = entity.getMappedTableDetails().getTableName();
            assertThat(idColumns(entity)).as(table).containsAll(primaryKey(table));
        });
    }

    private static Set<String> idColumns(EntityMappingType entity) {
        var columns = new HashSet<String>();
        entity.getIdentifierMapping().forEachSelectable((_, column) -> columns.add(column.getSelectionExpression()));
        return columns;
    }

    private List<String> primaryKey(String table) {
        var columns = jdbc.sql("""
                        select attname
                        from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
                        where indrelid = cast(:table as regclass) and indisprimary
                        """)
                .param("table", table)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
        assertThat(columns).as(table).isNotEmpty();
        return columns;
    }
}
