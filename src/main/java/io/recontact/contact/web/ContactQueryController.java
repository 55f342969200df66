package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.PagePosition;
import io.recontact.contact.ContactService;
import io.recontact.contact.Reference;
import io.recontact.contact.search.AssociatedContactService;
import io.recontact.contact.search.ContactSearchService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ContactQueryController {

    private static final int MAX_PAGE = 100;

    private final ContactSearchService search;
    private final AssociatedContactService associated;
    private final ContactService contacts;
    private final Clock clock;

    ContactQueryController(
            ContactSearchService search, AssociatedContactService associated, ContactService contacts, Clock clock) {
        this.search = search;
        this.associated = associated;
        this.contacts = contacts;
        this.clock = clock;
    }

    @PostMapping("/search-contacts")
    SearchContacts.Response searchContacts(Caller caller, @Valid @RequestBody SearchContacts.Request request) {
        var instance = caller.instance(request.instanceId());
        var page = search.page(request.toQuery(instance), request.pageSize(), request.nextToken());
        return SearchContacts.Response.of(page, instance, caller.arns(), clock.instant());
    }

    @GetMapping("/contact/associated/{InstanceId}")
    ListAssociatedContacts.Response listAssociatedContacts(
            Caller caller,
            @RequestParam @Size(min = 1, max = 256) String contactId,
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        var page = associated.page(
                instance,
                ContactId.parse(instance, "ContactId", contactId),
                maxResults == null ? MAX_PAGE : maxResults,
                nextToken);
        return ListAssociatedContacts.Response.of(page, instance, caller.arns());
    }

    @GetMapping("/contact/references/{InstanceId}/{ContactId}")
    ListContactReferences.Response listContactReferences(
            @RequestParam @Size(max = 6) List<Reference.Type> referenceTypes,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance,
            ContactId contact) {
        if (nextToken != null && !nextToken.isEmpty()) {
            throw PagePosition.notGivenOut();
        }
        return ListContactReferences.Response.of(contacts.references(instance, contact), referenceTypes);
    }
}
