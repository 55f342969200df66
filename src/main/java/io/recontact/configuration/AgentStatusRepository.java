package io.recontact.configuration;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface AgentStatusRepository extends ResourceRepository<AgentStatus> {

    List<AgentStatus> findByInstanceIdOrderByDisplayOrderAscIdAsc(UUID instanceId);

    @Query("""
            select s from AgentStatus s
            where s.instanceId = :instanceId and s.type in :types and (:after is null or s.id > :after)
            order by s.id
            """)
    List<AgentStatus> page(UUID instanceId, Set<AgentStatus.Type> types, @Nullable UUID after, Limit limit);
}
