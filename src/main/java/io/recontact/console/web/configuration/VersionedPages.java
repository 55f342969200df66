package io.recontact.console.web.configuration;

import io.recontact.api.ResourceId;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.Qualifier;
import io.recontact.configuration.VersionedResource;
import io.recontact.configuration.VersionedResourceService;
import io.recontact.console.ConsoleUser;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages of resources with content: what all resources have, and the draft, the published content or a version.
 *
 * @param <T> the resource
 * @param <K> its id
 */
abstract class VersionedPages<T extends VersionedResource, K extends ResourceId> extends ResourcePages<T, K> {

    private static final int MAX_VERSIONS = 100;
    private static final String SAVED = "saved";
    private static final String PUBLISHED = "published";

    private final ResourceKind kind;
    private final VersionedResourceService<T, K> service;
    private final Function<UUID, K> ids;

    VersionedPages(
            ResourceKind kind,
            VersionedResourceService<T, K> service,
            Function<UUID, K> ids,
            TransactionTemplate transactions) {
        super(kind, service, ids, transactions);
        this.kind = kind;
        this.service = service;
        this.ids = ids;
    }

    @Override
    String pageView() {
        return "versioned";
    }

    /** Adds what a page shows of some content, as it is stored. */
    abstract void show(ModelAndView page, String content);

    /** Returns words on the publication, for the list. */
    static String status(VersionedResource resource) {
        return resource.status() == ContactFlowStatus.PUBLISHED ? "published" : "never published";
    }

    @Override
    void complete(ModelAndView page, ConsoleUser user, T resource, Submission query) {
        var of = query.text("of").isEmpty() ? SAVED : query.text("of");
        page.addObject("of", of);
        show(page, service.content(resource, qualifier(of)).content());
        page.addObject("isPublished", resource.status() == ContactFlowStatus.PUBLISHED);
        page.addObject("isDraftNew", isDraftNew(resource));
        page.addObject(
                "versions",
                service.versions(user.instance(), ids.apply(resource.id().value()), Integer.MAX_VALUE, MAX_VERSIONS));
        page.addObject("seen", Seen.of(resource));
        page.addObject("mayPublish", kind.mayPublish(user));
        page.addObject("mayTest", false);
    }

    private boolean isDraftNew(T resource) {
        if (resource.publication() == null) {
            return true;
        }
        var publication = service.requirePublication(resource);
        return !publication.content().equals(resource.savedContent())
                || !Objects.equals(publication.settings(), resource.settings());
    }

    private static Qualifier qualifier(String of) {
        return switch (of) {
            case SAVED -> Qualifier.SAVED;
            case PUBLISHED -> Qualifier.LATEST;
            // Anything but a number is an alias, which only flow modules have.
            default -> Qualifier.Reference.parse("x:" + of).qualifier();
        };
    }
}
