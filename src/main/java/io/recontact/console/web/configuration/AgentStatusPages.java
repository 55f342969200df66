package io.recontact.console.web.configuration;

import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusId;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.AgentStatusUpdate;
import io.recontact.configuration.NewAgentStatus;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of agent statuses, which can be disabled but not deleted. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/agent-statuses")
class AgentStatusPages extends ResourcePages<AgentStatus, AgentStatusId> {

    private static final int MAX_DISPLAY_ORDER = 50;

    private final AgentStatusService statuses;

    AgentStatusPages(AgentStatusService statuses, TransactionTemplate transactions) {
        super(ResourceKind.AGENT_STATUSES, statuses, AgentStatusId::new, transactions);
        this.statuses = statuses;
    }

    @Override
    String detail(AgentStatus status) {
        return status.state() == AgentStatus.State.ENABLED ? super.detail(status) : "Disabled. " + super.detail(status);
    }

    @Override
    Form form(ConsoleUser user, @Nullable AgentStatus present) {
        return Form.of(
                Field.text("Name", "Name", 127, present == null ? null : present.name())
                        .required(),
                Field.text("Description", "Description", 250, present == null ? null : present.description()),
                Field.choice(
                                "State",
                                "State",
                                Choice.of(AgentStatus.State.values()),
                                present == null ? AgentStatus.State.ENABLED : present.state())
                        .required()
                        .hint("Agents can set an enabled status only."),
                Field.number(
                                "DisplayOrder",
                                "Position",
                                1,
                                MAX_DISPLAY_ORDER,
                                present == null ? null : present.displayOrder())
                        .hint("Where it stands in the list that agents choose from."));
    }

    @Override
    AgentStatusId create(ConsoleUser user, Submission submission) {
        return statuses.create(
                        user.instance(),
                        new NewAgentStatus(
                                submission.text("Name"),
                                submission.textOrNull("Description"),
                                AgentStatus.Type.CUSTOM,
                                AgentStatus.State.valueOf(submission.text("State")),
                                submission.number("DisplayOrder"),
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, AgentStatus present, Submission submission) {
        var order = submission.number("DisplayOrder");
        statuses.update(
                user.instance(),
                present.id(),
                new AgentStatusUpdate(
                        submission.changed("Name", present.name()),
                        submission.changed("Description", present.description()),
                        AgentStatus.State.valueOf(submission.text("State")),
                        order,
                        order == null));
    }
}
