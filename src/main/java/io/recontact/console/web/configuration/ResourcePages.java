package io.recontact.console.web.configuration;

import io.recontact.api.ResourceId;
import io.recontact.api.ServiceException;
import io.recontact.configuration.DescribedResource;
import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceService;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.contacts.Times;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages of one kind of resource: list, page, creation, change and deletion. The classes of the kinds add a form,
 * and what a submitted form does. A path says what a request does, so that each path needs one permission.
 *
 * @param <T> the resource
 * @param <K> its id
 */
abstract class ResourcePages<T extends Resource, K extends ResourceId> {

    private static final Logger log = LoggerFactory.getLogger(ResourcePages.class);

    private final ResourceKind kind;
    private final ResourceService<T, K> service;
    private final Function<UUID, K> ids;
    private final TransactionTemplate transactions;
    private final ResourceList<T> list;

    ResourcePages(
            ResourceKind kind, ResourceService<T, K> service, Function<UUID, K> ids, TransactionTemplate transactions) {
        this.kind = kind;
        this.service = service;
        this.ids = ids;
        this.transactions = transactions;
        this.list = new ResourceList<>(kind, service);
    }

    /**
     * Returns the form.
     *
     * @param present the resource with its present values; null to create one
     */
    abstract Form form(ConsoleUser user, @Nullable T present);

    /** Creates a resource from a form without problems. */
    abstract K create(ConsoleUser user, Submission submission);

    /** Changes a resource as a form without problems says, in the caller's transaction. */
    abstract void change(ConsoleUser user, T present, Submission submission);

    /** Returns true if the resources have tags. */
    boolean hasTags() {
        return true;
    }

    /** Returns the form with what the forms of all kinds have. */
    private Form fullForm(ConsoleUser user, @Nullable T present) {
        var form = form(user, present);
        return hasTags() ? form.and(TagRows.field(present == null ? Map.of() : present.tags())) : form;
    }

    /** Returns the links beside the list. */
    List<Link> links(ConsoleUser user) {
        return List.of();
    }

    /** Returns what belongs to a resource, for its page. */
    List<Related> related(ConsoleUser user, T resource) {
        return List.of();
    }

    /** Returns the condition of the resources in the list. */
    Specification<T> listed() {
        return Specification.unrestricted();
    }

    /** Returns a line about a resource in the list. */
    String detail(T resource) {
        return resource instanceof DescribedResource described
                ? Objects.requireNonNullElse(described.description(), "")
                : "";
    }

    /** Returns the buttons on the page of a resource besides those that all have. */
    List<Link> actions(ConsoleUser user, T resource) {
        return List.of();
    }

    /** Returns the name of the template of the page of a resource. */
    String pageView() {
        return "page";
    }

    /** Adds what the template of the page of a resource shows besides the form. */
    void complete(ModelAndView page, ConsoleUser user, T resource, Submission query) {}

    /** Deletes a resource. */
    void delete(ConsoleUser user, K id) {
        service.delete(user.instance(), id);
    }

    @GetMapping
    String list(
            ConsoleUser user,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        list.show(user.instance(), listed(), q.strip(), after, this::row, model);
        model.addAttribute("mayCreate", kind.mayCreate(user));
        model.addAttribute("links", links(user));
        return "console/configuration/list";
    }

    private ResourceList.Row row(T resource) {
        return new ResourceList.Row(
                resource.id().toString(), resource.name(), detail(resource), Times.text(resource.lastModifiedAt()));
    }

    @GetMapping("/{id}")
    ModelAndView page(
            ConsoleUser user,
            @PathVariable("id") String text,
            @RequestParam(required = false) @Nullable String saved,
            HttpServletRequest request) {
        return inTransaction(() -> {
            var resource = require(user, text);
            var page = view(pageView(), HttpStatus.OK);
            page.addObject("resource", row(resource));
            page.addObject("form", fullForm(user, resource));
            page.addObject("actions", actions(user, resource));
            page.addObject("related", related(user, resource));
            page.addObject("isSaved", saved != null);
            page.addObject("mayEdit", kind.mayEdit(user));
            page.addObject("mayDelete", kind.mayDelete(user));
            complete(page, user, resource, Submission.of(request));
            return page;
        });
    }

    @GetMapping("/new")
    ModelAndView newForm(ConsoleUser user, HttpServletRequest request) {
        return creation().show(inTransaction(() -> fullForm(user, null)).chosen(Submission.of(request)), "");
    }

    @PostMapping("/new")
    ModelAndView created(ConsoleUser user, HttpServletRequest request) {
        var submission = Submission.of(request);
        var form = inTransaction(() -> fullForm(user, null)).filled(submission);
        if (form.isAcceptable()) {
            try {
                var id = createWithTags(user, submission);
                log.info("User {} has created {} {}", user.id(), id.type().label(), id);
                return redirect("%s/%s?saved".formatted(kind.path(), id));
            } catch (ServiceException refusal) {
                form = form.refused(refusal);
            }
        }
        return creation().refuse(form, "");
    }

    private K createWithTags(ConsoleUser user, Submission submission) {
        return inTransaction(() -> {
            var id = create(user, submission);
            changeTags(user, id, Map.of(), submission);
            return id;
        });
    }

    private void changeTags(ConsoleUser user, K id, Map<String, String> present, Submission submission) {
        if (hasTags()) {
            TagRows.change(
                    present,
                    submission,
                    tags -> service.tag(user.instance(), id.value(), tags),
                    keys -> service.untag(user.instance(), id.value(), keys));
        }
    }

    @GetMapping("/{id}/edit")
    ModelAndView editForm(ConsoleUser user, @PathVariable("id") String text) {
        return inTransaction(() -> {
            var resource = require(user, text);
            return edition(resource).show(fullForm(user, resource), Seen.of(resource));
        });
    }

    @PostMapping("/{id}/edit")
    ModelAndView edited(ConsoleUser user, @PathVariable("id") String text, HttpServletRequest request) {
        var submission = Submission.of(request);
        var resource = inTransaction(() -> require(user, text));
        var form = inTransaction(() -> fullForm(user, require(user, text))).filled(submission);
        if (form.isAcceptable()) {
            try {
                changeUnlessStale(user, id(user, text), submission);
                log.info(
                        "User {} has changed {} {}",
                        user.id(),
                        resource.id().type().label(),
                        resource.id());
                return redirect("%s/%s?saved".formatted(kind.path(), resource.id()));
            } catch (ServiceException refusal) {
                form = form.refused(refusal);
            }
        }
        return edition(resource).refuse(form, Seen.in(submission));
    }

    /** Changes all or nothing, and nothing that somebody has changed since the form was shown. */
    private void changeUnlessStale(ConsoleUser user, K id, Submission submission) {
        transactions.executeWithoutResult(_ -> {
            service.update(user.instance(), id, present -> Seen.require(present, submission));
            var present = service.require(user.instance(), id);
            var tags = present.tags();
            change(user, present, submission);
            changeTags(user, id, tags, submission);
        });
    }

    @GetMapping("/{id}/delete")
    ModelAndView askToDelete(ConsoleUser user, @PathVariable("id") String text) {
        kind.requireDeletable();
        return deletion(inTransaction(() -> require(user, text)), null, HttpStatus.OK);
    }

    @PostMapping("/{id}/delete")
    ModelAndView deleted(ConsoleUser user, @PathVariable("id") String text) {
        kind.requireDeletable();
        var resource = inTransaction(() -> require(user, text));
        try {
            delete(user, id(user, text));
        } catch (ServiceException refusal) {
            return deletion(resource, refusal.getMessage(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        log.info("User {} has deleted {} {}", user.id(), resource.id().type().label(), resource.id());
        return redirect(kind.path());
    }

    private ModelAndView deletion(T resource, @Nullable String refusal, HttpStatus status) {
        var page = view("delete", status);
        page.addObject("resource", row(resource));
        page.addObject("refusal", refusal);
        return page;
    }

    private FormPage creation() {
        return FormPage.of(
                kind, "New " + kind.words().singular().toLowerCase(Locale.ROOT), kind.path() + "/new", kind.path());
    }

    private FormPage edition(T present) {
        var path = "%s/%s".formatted(kind.path(), present.id());
        return FormPage.of(kind, "Edit " + present.name(), path + "/edit", path);
    }

    private ModelAndView view(String name, HttpStatus status) {
        var page = new ModelAndView("console/configuration/" + name, status);
        page.addObject("kind", kind);
        return page;
    }

    private static ModelAndView redirect(String path) {
        return new ModelAndView("redirect:" + path);
    }

    /** Acts in a transaction, also to read, because some members are read when they are needed. */
    private <R> R inTransaction(Supplier<R> action) {
        return Objects.requireNonNull(transactions.execute(_ -> action.get()));
    }

    private T require(ConsoleUser user, String text) {
        return service.require(user.instance(), id(user, text));
    }

    private K id(ConsoleUser user, String text) {
        return ids.apply(service.type().parse(user.instance(), "Id", text));
    }
}
