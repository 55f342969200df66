package io.recontact.console.web.configuration;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ServiceException;
import io.recontact.api.StorableText;
import io.recontact.configuration.VersionedResource;
import io.recontact.configuration.VersionedResourceService;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The content of resources of one kind: saved as a draft, published, and kept as versions. A draft may have problems.
 *
 * @param <T> the resource
 * @param <K> its id
 */
abstract class ContentPages<T extends VersionedResource, K extends ResourceId> {

    private static final Logger log = LoggerFactory.getLogger(ContentPages.class);

    private static final String CONTENT = "Content";
    private static final int MAX_DESCRIPTION = 500;

    private final ResourceKind kind;
    private final VersionedResourceService<T, K> service;
    private final Function<UUID, K> ids;
    private final TransactionTemplate transactions;

    ContentPages(
            ResourceKind kind,
            VersionedResourceService<T, K> service,
            Function<UUID, K> ids,
            TransactionTemplate transactions) {
        this.kind = kind;
        this.service = service;
        this.ids = ids;
        this.transactions = transactions;
    }

    /** Returns the problems for which content, as people edit it, would not be published. */
    abstract List<String> problems(T resource, String edited);

    /** Returns the maximum number of characters of content. */
    abstract int maxContent();

    /** Returns the content of the draft as people edit it. */
    String edited(T resource) {
        return FlowProblems.onLines(resource.savedContent());
    }

    /** Returns the content to store, from what a person has edited. */
    String stored(T resource, String edited) {
        return edited;
    }

    @GetMapping("/content")
    ModelAndView content(
            ConsoleUser user, @PathVariable("id") String text, @RequestParam(required = false) @Nullable String saved) {
        var resource = require(user, text);
        var content = edited(resource);
        var page = page(user, resource, content, Seen.of(resource), problems(resource, content), HttpStatus.OK);
        page.addObject("isSaved", saved != null);
        return page;
    }

    @PostMapping("/content")
    ModelAndView save(ConsoleUser user, @PathVariable("id") String text, HttpServletRequest request) {
        var submission = Submission.of(request);
        var resource = require(user, text);
        try {
            var content = stored(resource, requireStorable(submission.text(CONTENT)));
            transactions.executeWithoutResult(_ -> {
                service.update(user.instance(), id(resource), present -> Seen.require(present, submission));
                service.saveContent(user.instance(), id(resource), content);
            });
        } catch (ServiceException refusal) {
            return refused(user, resource, submission, refusal);
        }
        logChange(user, "saved the draft of", resource);
        return new ModelAndView("redirect:%s/content?saved".formatted(path(resource)));
    }

    /** Publishes the draft, or what the form of the content has. */
    @PostMapping("/publish")
    ModelAndView publish(ConsoleUser user, @PathVariable("id") String text, HttpServletRequest request) {
        var submission = Submission.of(request);
        var resource = require(user, text);
        try {
            var content = resource.savedContent();
            if (submission.values().containsKey(CONTENT)) {
                requireEditor(user);
                content = stored(resource, requireStorable(submission.text(CONTENT)));
            }
            var published = content;
            transactions.executeWithoutResult(_ -> {
                service.update(user.instance(), id(resource), present -> Seen.require(present, submission));
                service.publishContent(user.instance(), id(resource), published);
            });
        } catch (ServiceException refusal) {
            return refused(user, resource, submission, refusal);
        }
        logChange(user, "published", resource);
        return resourcePage(resource);
    }

    private void requireEditor(ConsoleUser user) {
        if (!kind.mayEdit(user)) {
            throw new AccessDeniedException("To change the content, you need the permission %s"
                    .formatted(kind.edit().permission()));
        }
    }

    @PostMapping("/versions")
    ModelAndView createVersion(
            ConsoleUser user, @PathVariable("id") String text, @RequestParam(defaultValue = "") String description) {
        var resource = require(user, text);
        if (description.length() > MAX_DESCRIPTION || !StorableText.isStorable(description)) {
            throw new InvalidParameterException(
                    "The description has more than %d characters".formatted(MAX_DESCRIPTION));
        }
        var version = service.createVersion(
                user.instance(), id(resource), description.isBlank() ? null : description.strip(), null);
        logChange(user, "created version %d of".formatted(version.number()), resource);
        return resourcePage(resource);
    }

    @PostMapping("/versions/{number}/delete")
    ModelAndView deleteVersion(ConsoleUser user, @PathVariable("id") String text, @PathVariable("number") int number) {
        var resource = require(user, text);
        try {
            service.deleteVersion(user.instance(), id(resource), number);
        } catch (ResourceInUseException refusal) {
            return refused(user, resource, new Submission(Map.of(Seen.FIELD, List.of(Seen.of(resource)))), refusal);
        }
        logChange(user, "deleted version %d of".formatted(number), resource);
        return resourcePage(resource);
    }

    private ModelAndView refused(ConsoleUser user, T resource, Submission submission, ServiceException refusal) {
        var content = submission.values().containsKey(CONTENT) ? submission.text(CONTENT) : edited(resource);
        var page = page(
                user,
                resource,
                content,
                Seen.in(submission),
                refusal instanceof InvalidContactFlowException ? problems(resource, content) : List.of(),
                HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject(
                "refusal",
                refusal instanceof InvalidContactFlowException
                        ? "Nothing is saved or published, because the content has problems."
                        : refusal.getMessage());
        return page;
    }

    private ModelAndView page(
            ConsoleUser user, T resource, String content, String seen, List<String> problems, HttpStatus status) {
        var page = new ModelAndView("console/configuration/content", status);
        page.addObject("kind", kind);
        page.addObject("name", resource.name());
        page.addObject("path", path(resource));
        page.addObject("content", content);
        page.addObject("seen", seen);
        page.addObject("problems", FlowProblems.locate(content, problems));
        page.addObject("maxContent", maxContent());
        page.addObject("mayEdit", kind.mayEdit(user));
        page.addObject("mayPublish", kind.mayPublish(user));
        return page;
    }

    private String requireStorable(String content) {
        if (content.isEmpty() || content.length() > maxContent() || !StorableText.isStorable(content)) {
            throw new InvalidParameterException(
                    "Content must have 1 to %d characters that can be stored".formatted(maxContent()));
        }
        return content;
    }

    private static void logChange(ConsoleUser user, String what, VersionedResource resource) {
        log.info("User {} has {} {} {}", user.id(), what, resource.id().type().label(), resource.id());
    }

    private ModelAndView resourcePage(T resource) {
        return new ModelAndView("redirect:%s?saved".formatted(path(resource)));
    }

    private String path(T resource) {
        return "%s/%s".formatted(kind.path(), resource.id());
    }

    private K id(T resource) {
        return ids.apply(resource.id().value());
    }

    private T require(ConsoleUser user, String text) {
        return service.require(user.instance(), ids.apply(service.type().parse(user.instance(), "Id", text)));
    }
}
