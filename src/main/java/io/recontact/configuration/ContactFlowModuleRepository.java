package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

interface ContactFlowModuleRepository extends ResourceRepository<ContactFlowModule, ContactFlowModuleId> {

    @Query("""
            select new io.recontact.configuration.ModuleSummary(m.id.value, m.name, m.state)
            from ContactFlowModule m
            where m.instance = :instance and m.state in :states and (:after is null or m.id.value > :after)
            order by m.id.value
            """)
    List<ModuleSummary> page(InstanceId instance, Set<ContactFlow.State> states, @Nullable UUID after, Limit limit);
}
