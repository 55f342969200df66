package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.ContentDigest;
import io.recontact.configuration.FlowSummary;
import io.recontact.configuration.Instance;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ContactFlowController {

    private final ContactFlowService flows;
    private final ResourceSearch search;

    ContactFlowController(ContactFlowService flows, ResourceSearch search) {
        this.flows = flows;
        this.search = search;
    }

    @PutMapping("/contact-flows/{InstanceId}")
    CreateContactFlow.Response createContactFlow(
            Caller caller, @Valid @RequestBody CreateContactFlow.Request request, Instance instance) {
        var flow = flows.create(instance.id(), request.toNewFlow());
        return new CreateContactFlow.Response(
                flow.id().toString(), flow.arn(caller.arns()), ContentDigest.of(flow.savedContent()));
    }

    @GetMapping("/contact-flows/{InstanceId}/{ContactFlowId}")
    DescribeContactFlow.Response describeContactFlow(
            Caller caller, @PathVariable("ContactFlowId") String contactFlowId, Instance instance) {
        var reference = reference(instance, contactFlowId);
        var flow = flows.require(instance.id(), reference.id());
        return new DescribeContactFlow.Response(
                DescribeContactFlow.ContactFlow.of(flow, flows.content(flow, reference.qualifier()), caller.arns()));
    }

    @PostMapping("/search-contact-flows")
    SearchContactFlows.Response searchContactFlows(
            Caller caller, @Valid @RequestBody SearchContactFlows.Request request) {
        return search.search("SearchContactFlows", caller, flows, request)
                .answer(
                        flow -> DescribeContactFlow.ContactFlow.of(flow, null, caller.arns()),
                        SearchContactFlows.Response::new);
    }

    @GetMapping("/contact-flows-summary/{InstanceId}")
    ListContactFlows.Response listContactFlows(
            Caller caller,
            @RequestParam(required = false) @Size(max = 10) @Nullable List<ContactFlowType> contactFlowTypes,
            Paging paging,
            Instance instance) {
        var types = contactFlowTypes == null || contactFlowTypes.isEmpty()
                ? EnumSet.allOf(ContactFlowType.class)
                : EnumSet.copyOf(contactFlowTypes);
        var page = paging.read((after, size) -> flows.page(instance.id(), types, after, size), FlowSummary::id);
        return page.answer(
                flow -> ListContactFlows.ContactFlowSummary.of(instance.id(), flow, caller.arns()),
                ListContactFlows.Response::new);
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/content")
    void updateContactFlowContent(
            @PathVariable("ContactFlowId") String contactFlowId,
            @Valid @RequestBody UpdateContactFlowContent.Request request,
            Instance instance) {
        var reference = reference(instance, contactFlowId);
        if (reference.publishes("ContactFlowId")) {
            flows.publishContent(instance.id(), reference.id(), request.content());
        } else {
            flows.saveContent(instance.id(), reference.id(), request.content());
        }
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/metadata")
    void updateContactFlowMetadata(
            @Valid @RequestBody UpdateContactFlowMetadata.Request request, Instance instance, ContactFlowId id) {
        flows.change(instance.id(), id, request.toChange());
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/name")
    void updateContactFlowName(
            @Valid @RequestBody UpdateContactFlowName.Request request, Instance instance, ContactFlowId id) {
        flows.change(instance.id(), id, request.toChange());
    }

    @DeleteMapping("/contact-flows/{InstanceId}/{ContactFlowId}")
    void deleteContactFlow(Instance instance, ContactFlowId id) {
        flows.delete(instance.id(), id);
    }

    @PutMapping("/contact-flows/{InstanceId}/{ContactFlowId}/version")
    CreateContactFlowVersion.Response createContactFlowVersion(
            Caller caller,
            @Valid @RequestBody CreateContactFlowVersion.Request request,
            Instance instance,
            ContactFlowId id) {
        var version = flows.createVersion(instance.id(), id, request.description(), request.flowContentSha256());
        return new CreateContactFlowVersion.Response(caller.arns().of(instance.id(), id), version.number());
    }

    @GetMapping("/contact-flows/{InstanceId}/{ContactFlowId}/versions")
    ListContactFlowVersions.Response listContactFlowVersions(
            Caller caller, Paging paging, Instance instance, ContactFlowId id) {
        var page = VersionPaging.read(paging, (before, size) -> flows.versions(instance.id(), id, before, size));
        var arn = caller.arns().of(instance.id(), id);
        return page.answer(
                version -> ListContactFlowVersions.ContactFlowVersionSummary.of(arn, version),
                ListContactFlowVersions.Response::new);
    }

    @DeleteMapping("/contact-flows/{InstanceId}/{ContactFlowId}/version/{ContactFlowVersion}")
    void deleteContactFlowVersion(
            @PathVariable("ContactFlowVersion") @Min(1) int contactFlowVersion, Instance instance, ContactFlowId id) {
        flows.deleteVersion(instance.id(), id, contactFlowVersion);
    }

    private static ContentReference<ContactFlowId> reference(Instance instance, String text) {
        return ContentReference.parse(instance.id(), "ContactFlowId", text, ContactFlowId::parse);
    }
}
