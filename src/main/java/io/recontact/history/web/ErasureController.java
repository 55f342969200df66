package io.recontact.history.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.NextToken;
import io.recontact.configuration.InstanceService;
import io.recontact.history.archive.ErasedFilesService;
import io.recontact.retention.Erasure;
import io.recontact.retention.ErasureService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erasures in the admin API. */
@RestController
@RequestMapping("/admin/v1/instances/{InstanceId}/erasures")
class ErasureController {

    private static final int MAX_PAGE = 100;
    private static final String LIST = "ListErasures";

    private final ErasureService erasures;
    private final ErasedFilesService files;
    private final InstanceService instances;

    ErasureController(ErasureService erasures, ErasedFilesService files, InstanceService instances) {
        this.erasures = erasures;
        this.files = files;
        this.instances = instances;
    }

    @PostMapping
    Erasures.Summary createErasure(Caller caller, @Valid @RequestBody Erasures.Request request, InstanceId instance) {
        return summaries(List.of(erase(request, instance, caller.accessKeyId())))
                .getFirst();
    }

    private List<Erasures.Summary> summaries(List<Erasure> page) {
        var remaining = files.remainingOf(page.stream().map(Erasure::id).toList());
        return page.stream()
                .map(erasure -> Erasures.Summary.of(erasure, remaining))
                .toList();
    }

    private Erasure erase(Erasures.Request request, InstanceId instance, String requestedBy) {
        var contact = request.contactId();
        var customer = request.customerId();
        if (contact != null && customer == null) {
            return erasures.eraseContact(
                    instance, ContactId.parse(instance, "ContactId", contact), request.reason(), requestedBy);
        }
        if (customer != null && contact == null) {
            return erasures.eraseCustomer(instance, customer, request.reason(), requestedBy);
        }
        throw new InvalidRequestException("One of ContactId and CustomerId is required, and not both");
    }

    @GetMapping
    Erasures.Page listErasures(
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        int size = maxResults == null ? MAX_PAGE : maxResults;
        var found = erasures.page(instance, NextToken.parse(LIST, nextToken), size + 1);
        var page = summaries(found.stream().limit(size).toList());
        return new Erasures.Page(
                page, found.size() > size ? NextToken.after(LIST, page.getLast().erasureId()) : null);
    }
}
