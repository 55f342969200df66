package io.recontact.configuration.web;

import static io.recontact.configuration.ResourceSpecifications.oneOf;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationOverrideId;
import io.recontact.configuration.HoursOfOperationOverrideService;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.Instance;
import io.recontact.configuration.web.DescribeHoursOfOperationOverride.HoursOfOperationOverride;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HoursOfOperationOverrideController {

    /** Bounds the answer of GetEffectiveHoursOfOperations; the API names no bound. */
    private static final int MAX_YEARS = 1;

    private final HoursOfOperationOverrideService overrides;
    private final HoursOfOperationService hours;
    private final ResourceSearch search;

    HoursOfOperationOverrideController(
            HoursOfOperationOverrideService overrides, HoursOfOperationService hours, ResourceSearch search) {
        this.overrides = overrides;
        this.hours = hours;
        this.search = search;
    }

    @PutMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/overrides")
    CreateHoursOfOperationOverride.Response createHoursOfOperationOverride(
            @Valid @RequestBody CreateHoursOfOperationOverride.Request request,
            Instance instance,
            HoursOfOperationId of) {
        var created = overrides.create(instance.id(), of, request.toOverride(), request.description());
        return new CreateHoursOfOperationOverride.Response(created.id().toString());
    }

    @GetMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/overrides/{HoursOfOperationOverrideId}")
    DescribeHoursOfOperationOverride.Response describeHoursOfOperationOverride(
            Caller caller, Instance instance, HoursOfOperationId of, HoursOfOperationOverrideId id) {
        return new DescribeHoursOfOperationOverride.Response(
                HoursOfOperationOverride.of(overrides.require(instance.id(), of, id), caller.arns()));
    }

    @PostMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/overrides/{HoursOfOperationOverrideId}")
    void updateHoursOfOperationOverride(
            @Valid @RequestBody UpdateHoursOfOperationOverride.Request request,
            Instance instance,
            HoursOfOperationId of,
            HoursOfOperationOverrideId id) {
        overrides.update(instance.id(), of, id, request.toUpdate());
    }

    @DeleteMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/overrides/{HoursOfOperationOverrideId}")
    void deleteHoursOfOperationOverride(Instance instance, HoursOfOperationId of, HoursOfOperationOverrideId id) {
        overrides.delete(instance.id(), of, id);
    }

    @GetMapping("/hours-of-operations/{InstanceId}/{HoursOfOperationId}/overrides")
    ListHoursOfOperationOverrides.Response listHoursOfOperationOverrides(
            Caller caller, @PageSize(100) Paging paging, Instance instance, HoursOfOperationId of) {
        var overridden = hours.require(instance.id(), of);
        return paging.search(overrides, instance.id(), oneOf("hours", List.of(of)))
                .answer(
                        override -> HoursOfOperationOverride.of(override, caller.arns()),
                        overridden.lastModifiedAt(),
                        caller.arns(),
                        ListHoursOfOperationOverrides.Response::new);
    }

    @PostMapping("/search-hours-of-operation-overrides")
    SearchHoursOfOperationOverrides.Response searchHoursOfOperationOverrides(
            Caller caller, @Valid @RequestBody SearchHoursOfOperationOverrides.Request request) {
        return search.search("SearchHoursOfOperationOverrides", caller, overrides, request)
                .answer(
                        override -> HoursOfOperationOverride.of(override, caller.arns()),
                        SearchHoursOfOperationOverrides.Response::new);
    }

    @GetMapping("/effective-hours-of-operations/{InstanceId}/{HoursOfOperationId}")
    GetEffectiveHoursOfOperations.Response getEffectiveHoursOfOperations(
            @RequestParam @Pattern(regexp = LocalDates.PATTERN) String fromDate,
            @RequestParam @Pattern(regexp = LocalDates.PATTERN) String toDate,
            Instance instance,
            HoursOfOperationId id) {
        var from = LocalDates.parse("FromDate", fromDate);
        var to = LocalDates.parse("ToDate", toDate);
        if (to.isBefore(from) || to.isAfter(from.plusYears(MAX_YEARS))) {
            throw new InvalidParameterException("ToDate is before FromDate, or more than a year after it");
        }
        return GetEffectiveHoursOfOperations.Response.of(hours.effective(instance.id(), id), from, to);
    }
}
