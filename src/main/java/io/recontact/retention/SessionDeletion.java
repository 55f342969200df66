package io.recontact.retention;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes sessions that the caller has locked, in its transaction: each module deletes its rows, children first. */
@Component
class SessionDeletion {

    private final ObjectProvider<SessionRows> modules;
    private final JdbcClient jdbc;

    SessionDeletion(ObjectProvider<SessionRows> modules, JdbcClient jdbc) {
        this.modules = modules;
        this.jdbc = jdbc;
    }

    /** Deletes a batch; returns the number of deleted rows by table, without tables that had none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> delete(SessionBatch batch) {
        var rows = new TreeMap<String, Integer>();
        if (!batch.isEmpty()) {
            SessionStatements.store(jdbc, batch);
            modules.orderedStream()
                    .forEach(module -> module.delete(batch).forEach((table, count) -> {
                        if (count > 0) {
                            rows.merge(table, count, Integer::sum);
                        }
                    }));
        }
        return rows;
    }
}
