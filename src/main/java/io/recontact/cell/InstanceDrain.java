package io.recontact.cell;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceTable;
import io.recontact.startup.StartupException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the rows of an instance that an export must not find: live contacts, and what is owed for ended ones. */
@Component
class InstanceDrain {

    private final InstanceTables tables;

    InstanceDrain(InstanceTables tables) {
        this.tables = tables;
    }

    /** Rows that have to go first. */
    record Rest(InstanceTable table, long rows) {

        @Override
        public String toString() {
            return "%s: %d".formatted(table.name(), rows)
                    + (table.reason().isEmpty() ? "" : " (" + table.reason() + ")");
        }
    }

    /** Returns the rows that have to go first, by table; empty once the instance is drained. */
    List<Rest> rest(InstanceId instance) {
        return tables.all().stream()
                .filter(table -> table.open() != null)
                .map(table -> new Rest(table, tables.countOpen(table, instance)))
                .filter(rest -> rest.rows() > 0)
                .toList();
    }

    void requireDrained(InstanceId instance) {
        var rest = rest(instance);
        if (!rest.isEmpty()) {
            throw new StartupException("Instance %s is not drained. Rows remain in %s"
                    .formatted(instance, rest.stream().map(Rest::toString).collect(Collectors.joining(", "))));
        }
    }
}
