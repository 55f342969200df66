package io.recontact.history.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.contact.search.AssociatedContactService;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lineages of contacts in the admin API. */
@RestController
class ContactLineageController {

    private static final int MAX_PAGE = 100;

    private final AssociatedContactService contacts;

    ContactLineageController(AssociatedContactService contacts) {
        this.contacts = contacts;
    }

    @GetMapping("/admin/v1/instances/{InstanceId}/contacts/{ContactId}/lineage")
    ContactLineages.Page listContactLineage(
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Size(min = 1, max = 1000) @Nullable String nextToken,
            InstanceId instance,
            ContactId contact) {
        return ContactLineages.Page.of(
                contacts.lineage(instance, contact, maxResults == null ? MAX_PAGE : maxResults, nextToken));
    }
}
