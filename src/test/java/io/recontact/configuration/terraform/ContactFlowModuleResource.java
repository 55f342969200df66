package io.recontact.configuration.terraform;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.connect.model.ContactFlowModule;

final class ContactFlowModuleResource extends TerraformResource {

    ContactFlowModuleResource(TerraformCalls calls) {
        super(calls);
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "Greeting")
                .and(DESCRIPTION, "Says hello")
                .and("content", TerraformCalls.content("EndFlowModuleExecution"));
    }

    @Override
    List<Map<String, Object>> changes() {
        return List.of(
                Map.of(NAME, "Hello"),
                // Without an unset description: the provider sends an empty one, which the model refuses here.
                Map.of(DESCRIPTION, "Changed"),
                Map.of("content", TerraformCalls.content("DisconnectParticipant")));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createContactFlowModule(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .description(wanted.find(DESCRIPTION))
                        .content(wanted.text("content")))
                .id();
    }

    private ContactFlowModule describe(String id) {
        return connect.describeContactFlowModule(
                        describe -> describe.instanceId(instance).contactFlowModuleId(id))
                .contactFlowModule();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        return Arguments.of(NAME, found.name())
                .and(DESCRIPTION, found.description())
                .and("content", found.content());
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        if (wanted.differs(old, NAME, DESCRIPTION)) {
            connect.updateContactFlowModuleMetadata(update -> update.instanceId(instance)
                    .contactFlowModuleId(id)
                    .name(wanted.text(NAME))
                    .description(wanted.text(DESCRIPTION)));
        }
        if (wanted.differs(old, "content")) {
            connect.updateContactFlowModuleContent(update ->
                    update.instanceId(instance).contactFlowModuleId(id).content(wanted.text("content")));
        }
    }

    @Override
    void delete(String id) {
        connect.deleteContactFlowModule(delete -> delete.instanceId(instance).contactFlowModuleId(id));
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
                connect.listContactFlowModules(list -> list.instanceId(instance).maxResults(PAGE))
                        .contactFlowModulesSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
