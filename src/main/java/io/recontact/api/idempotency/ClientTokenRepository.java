package io.recontact.api.idempotency;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Client tokens that requests have used. */
interface ClientTokenRepository extends Repository<ClientToken, ClientToken.Id> {

    /** Returns a token that was used at or after a time. */
    @Query("select t from ClientToken t where t.id = :id and t.usedAt >= :since")
    Optional<ClientToken> findUsedSince(ClientToken.Id id, Instant since);

    /** Deletes up to {@code batch} tokens that were used before a time; returns their number. */
    @Modifying
    @Transactional
    @NativeQuery("""
            delete from client_token
            where ctid = any (array(
                select ctid from client_token
                where used_at < :before
                order by used_at
                limit :batch
                for update skip locked))
            """)
    int deleteUsedBefore(Instant before, int batch);
}
