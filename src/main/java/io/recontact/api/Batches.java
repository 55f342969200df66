package io.recontact.api;

import java.util.function.IntFunction;
import org.springframework.dao.DataAccessException;

/** Runs the work of jobs on many rows at once. */
public final class Batches {

    private Batches() {}

    /**
     * Processes a batch. If the database runs into a statement or lock timeout, retries with half the batch size.
     *
     * @param work gets the batch size; a failed attempt must have changed nothing
     * @throws DataAccessException if a batch of one fails
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
