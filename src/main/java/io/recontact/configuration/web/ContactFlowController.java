package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.FlowSummary;
import io.recontact.configuration.Instance;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
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

    ContactFlowController(ContactFlowService flows) {
        this.flows = flows;
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
        var reference = FlowReference.parse(instance.id(), contactFlowId);
        var flow = flows.require(instance.id(), reference.flow());
        if (reference.isDraft()) {
            return DescribeContactFlow.Response.of(flow, ContactFlowStatus.SAVED, flow.savedContent(), caller.arns());
        }
        var content = flows.requirePublication(flow).content();
        return DescribeContactFlow.Response.of(flow, ContactFlowStatus.PUBLISHED, content, caller.arns());
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
        return new ListContactFlows.Response(
                page.map(flow -> ListContactFlows.ContactFlowSummary.of(instance.id(), flow, caller.arns())),
                page.nextToken());
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/content")
    void updateContactFlowContent(
            @PathVariable("ContactFlowId") String contactFlowId,
            @Valid @RequestBody UpdateContactFlowContent.Request request,
            Instance instance) {
        var reference = FlowReference.parse(instance.id(), contactFlowId);
        if (reference.isDraft()) {
            flows.saveContent(instance.id(), reference.flow(), request.content());
        } else {
            flows.publishContent(instance.id(), reference.flow(), request.content());
        }
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/metadata")
    void updateContactFlowMetadata(
            @PathVariable("ContactFlowId") String contactFlowId,
            @Valid @RequestBody UpdateContactFlowMetadata.Request request,
            Instance instance) {
        flows.change(instance.id(), FlowReference.parseWhole(instance.id(), contactFlowId), request.toChange());
    }

    @DeleteMapping("/contact-flows/{InstanceId}/{ContactFlowId}")
    void deleteContactFlow(@PathVariable("ContactFlowId") String contactFlowId, Instance instance) {
        flows.delete(instance.id(), FlowReference.parseWhole(instance.id(), contactFlowId));
    }
}
