package io.recontact.configuration.web;

import static io.recontact.configuration.ResourceSpecifications.oneOf;

import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.Instance;
import io.recontact.configuration.web.ListAgentStatuses.AgentStatusSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AgentStatusController {

    private final AgentStatusService statuses;
    private final ResourceSearch search;

    AgentStatusController(AgentStatusService statuses, ResourceSearch search) {
        this.statuses = statuses;
        this.search = search;
    }

    @PutMapping("/agent-status/{InstanceId}")
    CreateAgentStatus.Response createAgentStatus(
            Caller caller, @Valid @RequestBody CreateAgentStatus.Request request, Instance instance) {
        var created = statuses.create(instance.id(), request.toNewAgentStatus());
        return new CreateAgentStatus.Response(
                created.arn(caller.arns()), created.id().toString());
    }

    @GetMapping("/agent-status/{InstanceId}/{AgentStatusId}")
    DescribeAgentStatus.Response describeAgentStatus(Caller caller, Instance instance, AgentStatusId id) {
        return new DescribeAgentStatus.Response(
                DescribeAgentStatus.AgentStatus.of(statuses.require(instance.id(), id), caller.arns()));
    }

    @PostMapping("/agent-status/{InstanceId}/{AgentStatusId}")
    void updateAgentStatus(@Valid @RequestBody UpdateAgentStatus.Request request, Instance instance, AgentStatusId id) {
        statuses.update(instance.id(), id, request.toUpdate());
    }

    @PostMapping("/search-agent-statuses")
    SearchAgentStatuses.Response searchAgentStatuses(
            Caller caller, @Valid @RequestBody SearchAgentStatuses.Request request) {
        return search.search("SearchAgentStatuses", caller, statuses, request)
                .answer(
                        status -> DescribeAgentStatus.AgentStatus.of(status, caller.arns()),
                        SearchAgentStatuses.Response::new);
    }

    @GetMapping("/agent-status/{InstanceId}")
    ListAgentStatuses.Response listAgentStatuses(
            Caller caller,
            @RequestParam(name = "AgentStatusTypes", required = false) @Size(max = 3) @Nullable List<AgentStatus.Type> agentStatusTypes,
            Paging paging,
            Instance instance) {
        return paging.search(statuses, instance.id(), oneOf("type", agentStatusTypes))
                .answer(status -> AgentStatusSummary.of(status, caller.arns()), ListAgentStatuses.Response::new);
    }
}
