package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface QuickConnectRepository extends ResourceRepository<QuickConnect, QuickConnectId> {

    @Query("""
            select new io.recontact.configuration.QuickConnectSummary(
                c.id.value, c.name, c.config.type, c.lastModifiedAt)
            from QuickConnect c
            where c.instance = :instance and c.config.type in :types and (:after is null or c.id.value > :after)
            order by c.id.value
            """)
    List<QuickConnectSummary> page(
            InstanceId instance, Set<QuickConnect.Type> types, @Nullable UUID after, Limit limit);

    @Query("""
            select new io.recontact.configuration.QuickConnectSummary(
                c.id.value, c.name, c.config.type, c.lastModifiedAt)
            from Queue q join q.quickConnects quick join QuickConnect c on c.id.value = quick
            where q.id = :queue and (:after is null or c.id.value > :after)
            order by c.id.value
            """)
    List<QuickConnectSummary> pageOfQueue(QueueId queue, @Nullable UUID after, Limit limit);
}
