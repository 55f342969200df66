package io.recontact.console.web.configuration;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowMetadata;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.NewContactFlow;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages of flows: what resources have, and a drawing of the draft, the published content or a version. */
@Controller
@ConsoleEnabled
@RequestMapping(FlowPages.PATH)
class FlowPages extends VersionedPages<ContactFlow, ContactFlowId> {

    static final String PATH = "/console/configuration/flows";

    /** Maximum number of characters of a flow's content, as in CreateContactFlow. */
    static final int MAX_CONTENT = 256_000;

    private static final String FIRST_CONTENT = """
            {
              "Version": "2019-10-30",
              "StartAction": "welcome",
              "Actions": [
                {
                  "Identifier": "welcome",
                  "Type": "MessageParticipant",
                  "Parameters": {"Text": "Welcome."},
                  "Transitions": {"NextAction": "end", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}
                },
                {
                  "Identifier": "end",
                  "Type": "DisconnectParticipant",
                  "Parameters": {},
                  "Transitions": {}
                }
              ]
            }""";

    private final ContactFlowService flows;

    FlowPages(ContactFlowService flows, TransactionTemplate transactions) {
        super(ResourceKind.FLOWS, flows, ContactFlowId::new, transactions);
        this.flows = flows;
    }

    @Override
    String detail(ContactFlow flow) {
        return "%s, %s%s"
                .formatted(
                        Choice.word(flow.type()),
                        status(flow),
                        flow.state() == ContactFlow.State.ARCHIVED ? ", archived" : "");
    }

    @Override
    Form form(ConsoleUser user, @Nullable ContactFlow present) {
        var name = Field.text("Name", "Name", 127, present == null ? null : present.name())
                .required();
        var description = Field.text("Description", "Description", 500, present == null ? null : present.description());
        return present == null
                ? Form.of(
                        name,
                        Field.choice("Type", "Type", Choice.of(ContactFlowType.values()), ContactFlowType.CONTACT_FLOW)
                                .required()
                                .hint("Chats start with a contact flow. It stays as it is."),
                        description,
                        Field.area("Content", "Content", MAX_CONTENT, FIRST_CONTENT)
                                .required()
                                .hint("In the flow language. It is saved as a draft."))
                : Form.of(
                        name,
                        description,
                        Field.choice("State", "State", Choice.of(ContactFlow.State.values()), present.state())
                                .required()
                                .hint("Contacts start with an active flow only."));
    }

    @Override
    ContactFlowId create(ConsoleUser user, Submission submission) {
        return flows.create(
                        user.instance(),
                        new NewContactFlow(
                                submission.text("Name"),
                                ContactFlowType.valueOf(submission.text("Type")),
                                submission.textOrNull("Description"),
                                submission.text("Content"),
                                ContactFlowStatus.SAVED,
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, ContactFlow present, Submission submission) {
        flows.change(
                user.instance(),
                present.id(),
                new ContactFlowMetadata(
                        submission.changed("Name", present.name()),
                        submission.changed("Description", present.description()),
                        ContactFlow.State.valueOf(submission.text("State"))));
    }

    @Override
    void show(ModelAndView page, String content) {
        page.addObject("content", FlowProblems.onLines(content));
        page.addObject("drawing", FlowDrawing.of(FlowBlocks.of(content), null));
    }

    @Override
    void complete(ModelAndView page, ConsoleUser user, ContactFlow flow, Submission query) {
        super.complete(page, user, flow, query);
        page.addObject("mayTest", user.may(Permission.CHAT_TEST_MODE) && flow.type() == ContactFlowType.CONTACT_FLOW);
    }
}
