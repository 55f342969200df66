package io.recontact.configuration.web;

import io.recontact.configuration.HoursOfOperation;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.Instance;
import io.recontact.configuration.web.AssociateHoursOfOperations.ParentHoursOfOperationConfig;
import io.recontact.configuration.web.ListChildHoursOfOperations.HoursOfOperationsIdentifier;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HoursOfOperationController {

    private final HoursOfOperationService hours;
    private final ResourceSearch search;

    HoursOfOperationController(HoursOfOperationService hours, ResourceSearch search) {
        this.hours = hours;
        this.search = search;
    }

    @PutMapping("/hours-of-operations/{InstanceId}")
    CreateHoursOfOperation.Response createHoursOfOperation(
            Caller caller, @Valid @RequestBody CreateHoursOfOperation.Request request, Instance instance) {
        var created = hours.create(instance.id(), request.toNewHours(instance.id()));
        return new CreateHoursOfOperation.Response(created.id().toString(), created.arn(caller.arns()));
    }

    @GetMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}")
    DescribeHoursOfOperation.Response describeHoursOfOperation(
            Caller caller, Instance instance, HoursOfOperationId id) {
        var found = hours.require(instance.id(), id);
        return new DescribeHoursOfOperation.Response(
                DescribeHoursOfOperation.HoursOfOperation.of(found, parents(List.of(found)), caller.arns()));
    }

    @PostMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}")
    void updateHoursOfOperation(
            @Valid @RequestBody UpdateHoursOfOperation.Request request, Instance instance, HoursOfOperationId id) {
        hours.update(instance.id(), id, request.toUpdate());
    }

    @DeleteMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}")
    void deleteHoursOfOperation(Instance instance, HoursOfOperationId id) {
        hours.delete(instance.id(), id);
    }

    @GetMapping("/hours-of-operations-summary/{InstanceId}")
    ListHoursOfOperations.Response listHoursOfOperations(Caller caller, Paging paging, Instance instance) {
        return paging.read(hours, instance.id())
                .answer(row -> NamedSummary.of(row, caller.arns()), ListHoursOfOperations.Response::new);
    }

    @PostMapping("/search-hours-of-operations")
    SearchHoursOfOperations.Response searchHoursOfOperations(
            Caller caller, @Valid @RequestBody SearchHoursOfOperations.Request request) {
        var found = search.search("SearchHoursOfOperations", caller, hours, request);
        var parents = parents(found.resources());
        return found.answer(
                hours -> DescribeHoursOfOperation.HoursOfOperation.of(hours, parents, caller.arns()),
                SearchHoursOfOperations.Response::new);
    }

    @PostMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/associate-hours")
    void associateHoursOfOperations(
            @Valid @RequestBody AssociateHoursOfOperations.Request request, Instance instance, HoursOfOperationId id) {
        var parents = ParentHoursOfOperationConfig.ids(instance.id(), request.parentHoursOfOperationConfigs());
        hours.associate(instance.id(), id, parents);
    }

    @PostMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/disassociate-hours")
    void disassociateHoursOfOperations(
            @Valid @RequestBody DisassociateHoursOfOperations.Request request,
            Instance instance,
            HoursOfOperationId id) {
        hours.disassociate(instance.id(), id, request.ids(instance.id()));
    }

    @GetMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/hours")
    ListChildHoursOfOperations.Response listChildHoursOfOperations(
            Caller caller, @PageSize(100) Paging paging, Instance instance, HoursOfOperationId id) {
        var parent = hours.require(instance.id(), id);
        return paging.read(
                        (after, size) -> hours.children(id, after, size),
                        child -> child.id().value())
                .answer(
                        child -> HoursOfOperationsIdentifier.of(child, caller.arns()),
                        parent.lastModifiedAt(),
                        caller.arns(),
                        ListChildHoursOfOperations.Response::new);
    }

    private Map<HoursOfOperationId, HoursOfOperation> parents(List<HoursOfOperation> children) {
        if (children.isEmpty()) {
            return Map.of();
        }
        var ids = children.stream().flatMap(child -> child.parents().stream()).collect(Collectors.toSet());
        return hours.findAll(children.getFirst().instance(), ids).stream()
                .collect(Collectors.toMap(HoursOfOperation::id, Function.identity()));
    }
}
