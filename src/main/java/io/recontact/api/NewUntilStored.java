package io.recontact.api;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * An entity that has an id before it is stored, and no version. It is new until it is stored or loaded, so that Spring
 * Data inserts it without looking for its row first.
 *
 * @param <K> its id
 */
@MappedSuperclass
public abstract class NewUntilStored<K> implements Persistable<K> {

    @Transient
    private boolean isStored;

    @Override
    public boolean isNew() {
        return !isStored;
    }

    @PostLoad
    @PostPersist
    void stored() {
        isStored = true;
    }
}
