package io.recontact.directory;

import io.recontact.wire.DuplicateResourceException;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;

/** Names that may be given once. A unique constraint decides, since two requests could both look and find one free. */
final class UniqueNames {

    private UniqueNames() {}

    /**
     * Saves what has a name.
     *
     * @throws DuplicateResourceException if the constraint says that the name is taken
     */
    static <T> T save(String constraint, String taken, Supplier<T> saving) {
        try {
            return saving.get();
        } catch (DataIntegrityViolationException e) {
            if (!String.valueOf(e.getMessage()).contains(constraint)) {
                throw e;
            }
            throw new DuplicateResourceException(taken);
        }
    }
}
