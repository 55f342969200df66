package io.recontact.console.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ContactId;
import io.recontact.api.Operation;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.TranscriptAccess;
import io.recontact.console.TranscriptAccess.Kind;
import io.recontact.contact.ContactService;
import io.recontact.security.Account;
import io.recontact.security.Caller;
import io.recontact.security.SignedInCallers;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Lets users who have signed in call the admin API, each operation with its permission and in their own instance. */
@Component
@ConsoleEnabled
class AdminApiSecurity implements SignedInCallers {

    static final String ROOT = "/admin/v1/";

    /** Operations that are missing here, such as those on all instances, are for access keys only. */
    static final Map<String, Permission> PERMISSIONS = Map.ofEntries(
            Map.entry("ListContactLineage", Permission.CONTACT_SEARCH),
            Map.entry("ListContactFlowSteps", Permission.CONTACT_SEARCH),
            Map.entry("GetContactTranscript", Permission.CONTACT_TRANSCRIPTS),
            Map.entry("GetContactTranscriptFile", Permission.CONTACT_TRANSCRIPTS_DOWNLOAD),
            Map.entry("SearchTranscripts", Permission.CONTACT_SEARCH_WITH_KEYWORDS),
            Map.entry("CreateLegalHold", Permission.LEGAL_HOLDS_EDIT),
            Map.entry("ListLegalHolds", Permission.LEGAL_HOLDS_VIEW),
            Map.entry("ReleaseLegalHold", Permission.LEGAL_HOLDS_EDIT),
            Map.entry("CreateErasure", Permission.CONTACT_DATA_DELETE),
            Map.entry("ListErasures", Permission.CONTACT_DATA_DELETE),
            Map.entry("GetCustomerExport", Permission.CONTACT_DATA_EXPORT),
            Map.entry("CreateImport", Permission.CONTACT_DATA_IMPORT),
            Map.entry("ListImports", Permission.CONTACT_DATA_IMPORT));

    private static final Pattern TRANSCRIPT =
            Pattern.compile("/instances/(?<instance>[^/]+)/contacts/(?<contact>[^/]+)/transcript");

    private final Account account;
    private final ContactService contacts;
    private final TranscriptAccess access;

    AdminApiSecurity(Account account, ContactService contacts, TranscriptAccess access) {
        this.account = account;
        this.contacts = contacts;
        this.access = access;
    }

    @Override
    public Optional<Caller> find(HttpServletRequest request, Operation operation) {
        return SignedInContexts.currentUser().map(user -> caller(request, user, operation));
    }

    private Caller caller(HttpServletRequest request, ConsoleUser user, Operation operation) {
        var permission = PERMISSIONS.get(operation.name());
        if (user.mustChangePassword() || permission == null || !user.may(permission)) {
            throw new AccessDeniedException("User %s is not allowed to call %s".formatted(user.id(), operation.name()));
        }
        var caller = new Caller("user/" + user.id(), account.arns(), Set.of(user.instance()), true);
        record(request, caller, user, operation);
        return caller;
    }

    /** Records who reads a transcript, if the operation will find the contact. */
    private void record(HttpServletRequest request, Caller caller, ConsoleUser user, Operation operation) {
        var path = TRANSCRIPT.matcher(request.getRequestURI());
        if (path.find()) {
            var instance = caller.instance(UriUtils.decode(path.group("instance"), StandardCharsets.UTF_8));
            var contact = ContactId.parse(
                    instance, "ContactId", UriUtils.decode(path.group("contact"), StandardCharsets.UTF_8));
            contacts.read(instance, contact);
            access.record(
                    user, contact, operation.name().equals("GetContactTranscriptFile") ? Kind.DOWNLOAD : Kind.READ);
        }
    }

    static AccessDeniedException withoutToken() {
        return new AccessDeniedException("The request needs the X-CSRF-TOKEN of the session");
    }
}
