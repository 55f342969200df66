package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface AgentStatusRepository extends ResourceRepository<AgentStatus, AgentStatusId> {

    List<AgentStatus> findByInstanceOrderByDisplayOrderAscIdAsc(InstanceId instance);

    @Query("""
            select s from AgentStatus s
            where s.instance = :instance and s.type in :types and (:after is null or s.id.value > :after)
            order by s.id.value
            """)
    List<AgentStatus> page(InstanceId instance, Set<AgentStatus.Type> types, @Nullable UUID after, Limit limit);
}
