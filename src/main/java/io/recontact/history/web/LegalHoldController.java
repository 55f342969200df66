package io.recontact.history.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.NextToken;
import io.recontact.configuration.InstanceService;
import io.recontact.retention.LegalHold;
import io.recontact.retention.LegalHoldService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Legal holds in the admin API. */
@RestController
@RequestMapping("/admin/v1/instances/{InstanceId}/legal-holds")
class LegalHoldController {

    private static final int MAX_PAGE = 100;
    private static final String LIST = "ListLegalHolds";

    private final LegalHoldService holds;
    private final InstanceService instances;

    LegalHoldController(LegalHoldService holds, InstanceService instances) {
        this.holds = holds;
        this.instances = instances;
    }

    @PostMapping
    LegalHolds.Summary createLegalHold(@Valid @RequestBody LegalHolds.CreateRequest request, InstanceId instance) {
        return LegalHolds.Summary.of(place(request, instance));
    }

    private LegalHold place(LegalHolds.CreateRequest request, InstanceId instance) {
        var contact = request.contactId();
        var customer = request.customerId();
        if (contact != null && customer == null) {
            return holds.placeOnContact(instance, ContactId.parse(instance, "ContactId", contact), request.reason());
        }
        if (customer != null && contact == null) {
            return holds.placeOnCustomer(instance, customer, request.reason());
        }
        throw new InvalidRequestException("One of ContactId and CustomerId is required, and not both");
    }

    @GetMapping
    LegalHolds.Page listLegalHolds(
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        int size = maxResults == null ? MAX_PAGE : maxResults;
        var found = holds.page(instance, NextToken.parse(LIST, nextToken), size + 1);
        var page = found.stream().limit(size).map(LegalHolds.Summary::of).toList();
        return new LegalHolds.Page(
                page, found.size() > size ? NextToken.after(LIST, page.getLast().legalHoldId()) : null);
    }

    @PostMapping("/{LegalHoldId}/release")
    LegalHolds.Summary releaseLegalHold(
            @PathVariable("LegalHoldId") String id,
            @Valid @RequestBody LegalHolds.ReleaseRequest request,
            InstanceId instance) {
        instances.require(instance);
        return LegalHolds.Summary.of(holds.release(instance, uuid(id), request.reason()));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            // The cause would repeat the caller's text; the message names the member.
            throw new InvalidParameterException("LegalHoldId is not a well-formed id");
        }
    }
}
