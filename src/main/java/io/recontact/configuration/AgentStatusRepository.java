package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.List;

interface AgentStatusRepository extends ResourceRepository<AgentStatus, AgentStatusId> {

    List<AgentStatus> findByInstanceOrderByDisplayOrderAscIdAsc(InstanceId instance);
}
