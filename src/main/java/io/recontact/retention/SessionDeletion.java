package io.recontact.retention;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes sessions that the caller has locked, in its transaction: the rows of each module, children first. */
@Component
class SessionDeletion {

    private final ObjectProvider<SessionRows> modules;
    private final NamedParameterJdbcOperations jdbc;

    SessionDeletion(ObjectProvider<SessionRows> modules, NamedParameterJdbcOperations jdbc) {
        this.modules = modules;
        this.jdbc = jdbc;
    }

    /** Deletes a batch; returns the number of deleted rows by table, without tables that had none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> delete(SessionBatch batch) {
        if (batch.isEmpty()) {
            return Map.of();
        }
        var rows = new TreeMap<>(statements(batch, SessionRows::delete).delete(jdbc));
        rows.values().removeIf(count -> count == 0);
        return rows;
    }

    /** Counts the rows of a batch by table, of the tables that forecasts show. */
    Map<String, Integer> count(SessionBatch batch) {
        return statements(batch, SessionRows::count).count(jdbc);
    }

    /** Returns the tables whose rows are deleted with sessions. */
    Set<String> tables() {
        return statements(new SessionBatch(List.of(), List.of()), SessionRows::delete)
                .tables();
    }

    private SessionStatements statements(SessionBatch batch, BiConsumer<SessionRows, SessionStatements> kind) {
        var statements = new SessionStatements(batch);
        modules.orderedStream().forEach(module -> kind.accept(module, statements));
        return statements;
    }
}
