package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.InstanceService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AgentStatusController {

    private final InstanceService instances;
    private final AgentStatusService statuses;

    AgentStatusController(InstanceService instances, AgentStatusService statuses) {
        this.instances = instances;
        this.statuses = statuses;
    }

    @PutMapping("/agent-status/{InstanceId}")
    CreateAgentStatus.Response createAgentStatus(
            Caller caller, @Valid @RequestBody CreateAgentStatus.Request request, InstanceId instance) {
        instances.require(instance);
        var created = statuses.create(instance, request.toNewAgentStatus());
        var arn = caller.arns().agentStatus(instance, created.id().value());
        return new CreateAgentStatus.Response(arn, created.id().toString());
    }

    @GetMapping("/agent-status/{InstanceId}/{AgentStatusId}")
    DescribeAgentStatus.Response describeAgentStatus(
            Caller caller, @PathVariable("AgentStatusId") String id, InstanceId instance) {
        instances.require(instance);
        return DescribeAgentStatus.Response.of(
                statuses.require(instance, AgentStatusId.parse(instance, "AgentStatusId", id)), caller.arns());
    }

    @GetMapping("/agent-status/{InstanceId}")
    ListAgentStatuses.Response listAgentStatuses(
            Caller caller,
            @RequestParam(name = "AgentStatusTypes", required = false) @Size(max = 3) @Nullable List<AgentStatus.Type> agentStatusTypes,
            @RequestParam(required = false) @Min(1) @Max(Paging.MAX) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var types = agentStatusTypes == null || agentStatusTypes.isEmpty()
                ? EnumSet.allOf(AgentStatus.Type.class)
                : EnumSet.copyOf(agentStatusTypes);
        var paging = Paging.of("ListAgentStatuses", maxResults, nextToken);
        var read = statuses.page(instance, types, paging.after(), paging.toRead());
        return new ListAgentStatuses.Response(
                paging.page(read, row -> ListAgentStatuses.AgentStatusSummary.of(row, caller.arns())),
                paging.next(read, status -> status.id().value()));
    }
}
