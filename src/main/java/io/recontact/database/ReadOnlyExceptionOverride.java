package io.recontact.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Makes the pool evict a connection to a server that accepts no more writes, as after a failover. A setting names this
 * class.
 */
public class ReadOnlyExceptionOverride implements SQLExceptionOverride {

    /** The SQL state of "cannot execute … in a read-only transaction". */
    private static final String READ_ONLY = "25006";

    @java.lang.Override // the interface has a type of that name
    public Override adjudicate(SQLException failure) {
        return READ_ONLY.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
