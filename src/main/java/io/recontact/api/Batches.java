package io.recontact.api;

import java.util.function.IntFunction;
import org.springframework.dao.DataAccessException;

/** Work that jobs do on many rows at once. */
public final class Batches {

    private Batches() {}

    /**
     * Does a batch. A smaller one is tried where the database does not get through with it in time, or not to all of
     * its locks.
     *
     * @param work given the size of the batch; one that fails must have changed nothing
     * @throws DataAccessException if not even a batch of one can be done
     */
    public static <T> T inTime(IntFunction<T> work, int batch) {
        try {
            return work.apply(batch);
        } catch (DataAccessException e) {
            if (batch == 1) {
                throw e;
            }
            return inTime(work, batch / 2);
        }
    }
}
