package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.ResourceSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HoursOfOperationController {

    private final InstanceService instances;
    private final HoursOfOperationService hours;

    HoursOfOperationController(InstanceService instances, HoursOfOperationService hours) {
        this.instances = instances;
        this.hours = hours;
    }

    @PutMapping("/hours-of-operations/{InstanceId}")
    CreateHoursOfOperation.Response createHoursOfOperation(
            Caller caller, @Valid @RequestBody CreateHoursOfOperation.Request request, InstanceId instance) {
        instances.require(instance);
        var created = hours.create(instance, request.toNewHours());
        var arn = caller.arns().hoursOfOperation(instance, created.id().value());
        return new CreateHoursOfOperation.Response(created.id().toString(), arn);
    }

    @GetMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}")
    DescribeHoursOfOperation.Response describeHoursOfOperation(
            Caller caller, @PathVariable("HoursOfOperationId") String id, InstanceId instance) {
        instances.require(instance);
        return DescribeHoursOfOperation.Response.of(
                hours.require(instance, HoursOfOperationId.parse(instance, "HoursOfOperationId", id)), caller.arns());
    }

    @GetMapping("/hours-of-operations-summary/{InstanceId}")
    ListHoursOfOperations.Response listHoursOfOperations(
            Caller caller,
            @RequestParam(required = false) @Min(1) @Max(Paging.MAX) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var paging = Paging.of("ListHoursOfOperations", maxResults, nextToken);
        var read = hours.page(instance, paging.after(), paging.toRead());
        return new ListHoursOfOperations.Response(
                paging.page(
                        read, row -> ListHoursOfOperations.HoursOfOperationSummary.of(instance, row, caller.arns())),
                paging.next(read, ResourceSummary::id));
    }
}
