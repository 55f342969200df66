package io.recontact.configuration;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface QuickConnectRepository extends ResourceRepository<QuickConnect, QuickConnectId> {

    @Query("""
            select c
            from Queue q join q.quickConnects quick join QuickConnect c on c.id.value = quick
            where q.id = :queue and (:after is null or c.id.value > :after)
            order by c.id.value
            """)
    List<QuickConnect> pageOfQueue(QueueId queue, @Nullable UUID after, Limit limit);
}
