package io.recontact.configuration.terraform;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.connect.model.ContactFlow;

final class ContactFlowResource extends TerraformResource {

    ContactFlowResource(TerraformCalls calls) {
        super(calls);
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "Welcome")
                .and(DESCRIPTION, "The first")
                .and("type", "CONTACT_FLOW")
                .and("content", TerraformCalls.content("DisconnectParticipant"));
    }

    @Override
    List<Map<String, Object>> changes() {
        return List.of(
                Map.of(NAME, "Hello"),
                Map.of(DESCRIPTION, "Changed"),
                Map.of(DESCRIPTION, Arguments.UNSET),
                Map.of("content", TerraformCalls.content("EndFlowExecution")));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createContactFlow(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .description(wanted.find(DESCRIPTION))
                        .type(wanted.text("type"))
                        .content(wanted.text("content")))
                .contactFlowId();
    }

    private ContactFlow describe(String id) {
        return connect.describeContactFlow(
                        describe -> describe.instanceId(instance).contactFlowId(id))
                .contactFlow();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        return Arguments.of(NAME, found.name())
                .and(DESCRIPTION, found.description())
                .and("type", found.typeAsString())
                .and("content", found.content());
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        if (wanted.differs(old, NAME, DESCRIPTION)) {
            connect.updateContactFlowName(update -> update.instanceId(instance)
                    .contactFlowId(id)
                    .name(wanted.text(NAME))
                    .description(wanted.text(DESCRIPTION)));
        }
        if (wanted.differs(old, "content")) {
            connect.updateContactFlowContent(
                    update -> update.instanceId(instance).contactFlowId(id).content(wanted.text("content")));
        }
    }

    @Override
    void delete(String id) {
        connect.deleteContactFlow(delete -> delete.instanceId(instance).contactFlowId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).arn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listContactFlows(list -> list.instanceId(instance).maxResults(PAGE))
                        .contactFlowSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
