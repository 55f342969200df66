package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code hierarchy_level}: one to five rows without a life cycle. */
@Repository
class HierarchyLevelRepository {

    private final JdbcClient jdbc;

    HierarchyLevelRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<HierarchyLevel> find(InstanceId instance) {
        return jdbc.sql("""
                        select level, name, last_modified_at
                        from hierarchy_level
                        where instance_id = :instance
                        order by level
                        """)
                .param("instance", instance.value())
                .query((row, _) -> read(row))
                .list();
    }

    /** Writes a level; its time stays if it has the name already. */
    void save(InstanceId instance, int level, String name, Instant now) {
        jdbc.sql("""
                        insert into hierarchy_level (instance_id, level, name, last_modified_at)
                        values (:instance, :level, :name, :now)
                        on conflict (instance_id, level) do update
                            set name = excluded.name, last_modified_at = excluded.last_modified_at
                            where hierarchy_level.name <> excluded.name
                        """)
                .param("instance", instance.value())
                .param("level", level)
                .param("name", name)
                .param("now", now)
                .update();
    }

    boolean hasGroupsBelow(InstanceId instance, int level) {
        return jdbc.sql("select exists (select from hierarchy_group where instance_id = :instance and level > :level)")
                .param("instance", instance.value())
                .param("level", level)
                .query(Boolean.class)
                .single();
    }

    void deleteBelow(InstanceId instance, int level) {
        jdbc.sql("delete from hierarchy_level where instance_id = :instance and level > :level")
                .param("instance", instance.value())
                .param("level", level)
                .update();
    }

    private static HierarchyLevel read(ResultSet row) throws SQLException {
        return new HierarchyLevel(
                row.getInt("level"), row.getString("name"), Timestamps.instant(row, "last_modified_at"));
    }
}
