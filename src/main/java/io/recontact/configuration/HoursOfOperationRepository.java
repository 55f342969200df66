package io.recontact.configuration;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface HoursOfOperationRepository extends ResourceRepository<HoursOfOperation, HoursOfOperationId> {

    @Query("""
            select h from HoursOfOperation h join h.parents p
            where p.value = :parent and (:after is null or h.id.value > :after)
            order by h.id.value
            """)
    List<HoursOfOperation> children(UUID parent, @Nullable UUID after, Limit limit);
}
