package io.recontact.console.web.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.NextToken;
import io.recontact.api.StorableText;
import io.recontact.configuration.Resource;
import io.recontact.configuration.ResourceService;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.configuration.ResourceSpecifications.StringComparisonType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.ui.Model;

/**
 * The list of the resources of one kind, in parts.
 *
 * @param <T> the resource
 */
final class ResourceList<T extends Resource> {

    private static final int PAGE = 25;
    private static final int MAX_QUERY = 127;

    private final ResourceKind kind;
    private final ResourceService<T, ?> service;

    ResourceList(ResourceKind kind, ResourceService<T, ?> service) {
        this.kind = kind;
        this.service = service;
    }

    /** A row of the list. */
    record Row(String id, String name, String detail, String changed) {}

    /**
     * Shows the resources that fulfil a condition.
     *
     * @param q a part of the name; empty for any
     * @param after the token of the part before; empty for the first part
     */
    void show(
            InstanceId instance,
            Specification<T> condition,
            String q,
            String after,
            Function<T, Row> row,
            Model model) {
        var token = "Console" + kind.name();
        var found = find(instance, condition, q, NextToken.parse(token, after));
        var page = found.stream().limit(PAGE).toList();
        model.addAttribute("kind", kind);
        model.addAttribute("q", q);
        model.addAttribute("isFirst", after.isEmpty());
        model.addAttribute("rows", page.stream().map(row).toList());
        model.addAttribute(
                "next",
                found.size() > PAGE ? NextToken.after(token, page.getLast().id().value()) : null);
    }

    private List<T> find(InstanceId instance, Specification<T> condition, String q, @Nullable UUID after) {
        if (q.length() > MAX_QUERY || !StorableText.isStorable(q)) {
            return List.of(); // no name is like that
        }
        var found = q.isEmpty()
                ? condition
                : condition.and(ResourceSpecifications.text("name", StringComparisonType.CONTAINS, q));
        return service.search(instance, found, after, PAGE + 1);
    }
}
