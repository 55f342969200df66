package io.recontact.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/** Has the pool drop a connection whose server takes no writes any more, as after a failover. Named by a setting. */
public class ReadOnlyExceptionOverride implements SQLExceptionOverride {

    /** The state of "cannot execute … in a read-only transaction". */
    private static final String READ_ONLY = "25006";

    @java.lang.Override // the interface has a type of that name
    public Override adjudicate(SQLException failure) {
        return READ_ONLY.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
