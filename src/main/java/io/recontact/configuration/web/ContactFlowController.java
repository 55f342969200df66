package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.NextToken;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.InstanceService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

    private static final String LIST = "ListContactFlows";
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1000;

    private final InstanceService instances;
    private final ContactFlowService flows;

    ContactFlowController(InstanceService instances, ContactFlowService flows) {
        this.instances = instances;
        this.flows = flows;
    }

    @PutMapping("/contact-flows/{InstanceId}")
    CreateContactFlow.Response createContactFlow(
            Caller caller, @Valid @RequestBody CreateContactFlow.Request request, InstanceId instance) {
        var flow = flows.create(instances.require(instance).id(), request.toNewFlow());
        return new CreateContactFlow.Response(
                flow.id().toString(),
                caller.arns().contactFlow(flow.instance(), flow.id().value()),
                ContentDigest.of(flow.savedContent()));
    }

    @GetMapping("/contact-flows/{InstanceId}/{ContactFlowId}")
    DescribeContactFlow.Response describeContactFlow(
            Caller caller, @PathVariable("ContactFlowId") String contactFlowId, InstanceId instance) {
        instances.require(instance);
        var reference = FlowReference.parse(instance, contactFlowId);
        var flow = flows.require(instance, reference.flow());
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
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var size = maxResults == null ? DEFAULT_PAGE : maxResults;
        var types = contactFlowTypes == null || contactFlowTypes.isEmpty()
                ? EnumSet.allOf(ContactFlowType.class)
                : EnumSet.copyOf(contactFlowTypes);
        var page = flows.page(instance, types, NextToken.parse(LIST, nextToken), size + 1);
        return new ListContactFlows.Response(
                page.stream()
                        .limit(size)
                        .map(flow -> ListContactFlows.ContactFlowSummary.of(instance, flow, caller.arns()))
                        .toList(),
                page.size() > size ? NextToken.after(LIST, page.get(size - 1).id()) : null);
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/content")
    Map<String, String> updateContactFlowContent(
            @PathVariable("ContactFlowId") String contactFlowId,
            @Valid @RequestBody UpdateContactFlowContent.Request request,
            InstanceId instance) {
        instances.require(instance);
        var reference = FlowReference.parse(instance, contactFlowId);
        if (reference.isDraft()) {
            flows.saveContent(instance, reference.flow(), request.content());
        } else {
            flows.publishContent(instance, reference.flow(), request.content());
        }
        return Map.of();
    }

    @PostMapping("/contact-flows/{InstanceId}/{ContactFlowId}/metadata")
    Map<String, String> updateContactFlowMetadata(
            @PathVariable("ContactFlowId") String contactFlowId,
            @Valid @RequestBody UpdateContactFlowMetadata.Request request,
            InstanceId instance) {
        instances.require(instance);
        flows.change(instance, FlowReference.parseWhole(instance, contactFlowId), request.toChange());
        return Map.of();
    }

    @DeleteMapping("/contact-flows/{InstanceId}/{ContactFlowId}")
    Map<String, String> deleteContactFlow(@PathVariable("ContactFlowId") String contactFlowId, InstanceId instance) {
        instances.require(instance);
        flows.delete(instance, FlowReference.parseWhole(instance, contactFlowId));
        return Map.of();
    }
}
