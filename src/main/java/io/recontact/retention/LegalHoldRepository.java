package io.recontact.retention;

import io.recontact.api.InstanceId;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface LegalHoldRepository extends Repository<LegalHold, UUID> {

    /** Writes the row at once: the insertion waits for batches that are being deleted. */
    LegalHold saveAndFlush(LegalHold hold);

    /** Locks the row, so that of two concurrent releases the second one sees the first. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select h from LegalHold h where h.id = :id and h.instance = :instance")
    Optional<LegalHold> findForUpdate(UUID id, InstanceId instance);

    @Query("""
            select h from LegalHold h
            where h.instance = :instance and (:after is null or h.id > :after)
            order by h.id
            """)
    List<LegalHold> page(InstanceId instance, @Nullable UUID after, Limit limit);

    @Query("""
            select h from LegalHold h
            where h.instance = :instance and h.releasedAt is null
              and (h.contact.value in :contacts or h.customerId = :customerId)
            order by h.id
            """)
    List<LegalHold> findInForce(InstanceId instance, Collection<UUID> contacts, @Nullable String customerId);

    boolean existsByInstanceAndReleasedAtIsNull(InstanceId instance);

    /**
     * Waits until holds that are being placed are committed, and lets no other be placed until the end of the
     * transaction. Batches of several nodes do not wait for each other.
     */
    @Modifying
    @NativeQuery("lock table legal_hold in share mode")
    void lockAgainstPlacing();
}
