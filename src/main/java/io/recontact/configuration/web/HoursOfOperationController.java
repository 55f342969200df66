package io.recontact.configuration.web;

import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.Instance;
import io.recontact.configuration.ResourceSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HoursOfOperationController {

    private final HoursOfOperationService hours;

    HoursOfOperationController(HoursOfOperationService hours) {
        this.hours = hours;
    }

    @PutMapping("/hours-of-operations/{InstanceId}")
    CreateHoursOfOperation.Response createHoursOfOperation(
            Caller caller, @Valid @RequestBody CreateHoursOfOperation.Request request, Instance instance) {
        var created = hours.create(instance.id(), request.toNewHours());
        return new CreateHoursOfOperation.Response(created.id().toString(), created.arn(caller.arns()));
    }

    @GetMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}")
    DescribeHoursOfOperation.Response describeHoursOfOperation(
            Caller caller, Instance instance, HoursOfOperationId id) {
        return DescribeHoursOfOperation.Response.of(hours.require(instance.id(), id), caller.arns());
    }

    @GetMapping("/hours-of-operations-summary/{InstanceId}")
    ListHoursOfOperations.Response listHoursOfOperations(Caller caller, Paging paging, Instance instance) {
        var page = paging.read((after, size) -> hours.page(instance.id(), after, size), ResourceSummary::id);
        return new ListHoursOfOperations.Response(
                page.map(row -> ListHoursOfOperations.HoursOfOperationSummary.of(instance.id(), row, caller.arns())),
                page.nextToken());
    }
}
