package io.recontact.configuration;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Conditions of Search operations on the members that all resources have. */
public final class ResourceSpecifications {

    /** The ways to compare a text, which ignore case. */
    public enum StringComparisonType {
        STARTS_WITH,
        CONTAINS,
        EXACT
    }

    private ResourceSpecifications() {}

    /**
     * Returns the condition that an attribute has a text.
     *
     * @param attribute the attribute of the entity, such as {@code name} or {@code id.value}; for an attribute of a
     *     collection, one of its elements must have the text; {@code identity ->> LastName} is a member of a JSON
     *     object
     */
    public static <T extends Resource> Specification<T> text(
            String attribute, StringComparisonType comparison, String value) {
        var json = attribute.split(" ->> ", -1);
        if (json.length == 2) {
            return (root, _, builder) -> like(builder, member(builder, root.get(json[0]), json[1]), comparison, value);
        }
        var parts = attribute.split("\\.", -1);
        return (root, query, builder) -> {
            if (!isCollection(root, parts[0])) {
                return like(builder, path(root, parts, 0), comparison, value);
            }
            var elements = Objects.requireNonNull(query).subquery(Integer.class);
            var element = elements.correlate(root).join(parts[0]);
            return builder.exists(elements.select(builder.literal(1))
                    .where(like(builder, path(element, parts, 1), comparison, value)));
        };
    }

    /** Returns the predicate that a text is like a value. */
    static Predicate like(CriteriaBuilder builder, Expression<?> text, StringComparisonType comparison, String value) {
        var escaped = value.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0");
        var pattern = switch (comparison) {
            case EXACT -> escaped;
            case STARTS_WITH -> escaped + "%";
            case CONTAINS -> "%" + escaped + "%";
        };
        return builder.like(builder.lower(text.cast(String.class)), pattern, '\\');
    }

    /**
     * Returns the condition that a resource has a tag.
     *
     * @param value the value of the tag; null for any
     */
    public static <T extends Resource> Specification<T> tag(String key, @Nullable String value) {
        return (root, _, builder) -> {
            var found = member(builder, root.get("tags"), key);
            return value == null ? builder.isNotNull(found) : builder.equal(found, value);
        };
    }

    private static Expression<String> member(CriteriaBuilder builder, Expression<?> json, String name) {
        return builder.function("jsonb_extract_path_text", String.class, json, builder.literal(name));
    }

    /** Returns the condition that all of some conditions are true. It is flat, however many there are. */
    public static <T> Specification<T> allOf(List<Specification<T>> conditions) {
        return (root, query, builder) -> builder.and(predicates(conditions, root, query, builder));
    }

    /** Returns the condition that one of some conditions is true. It is flat, however many there are. */
    public static <T> Specification<T> anyOf(List<Specification<T>> conditions) {
        return (root, query, builder) -> builder.or(predicates(conditions, root, query, builder));
    }

    private static <T> Predicate[] predicates(
            List<Specification<T>> conditions, Root<T> root, CriteriaQuery<?> query, CriteriaBuilder builder) {
        return conditions.stream()
                .map(condition -> condition.toPredicate(root, query, builder))
                .filter(Objects::nonNull)
                .toArray(Predicate[]::new);
    }

    /** Returns the condition that an attribute has one of some values; if there are none, it may have any. */
    public static <T extends Resource> Specification<T> oneOf(String attribute, @Nullable Collection<?> values) {
        var parts = attribute.split("\\.", -1);
        return (root, _, builder) ->
                values == null || values.isEmpty() ? null : path(root, parts, 0).in(values);
    }

    /** Returns the condition that an attribute has a value; none if the value is null. */
    public static <T extends Resource> Stream<Specification<T>> values(String attribute, @Nullable Object value) {
        return value == null
                ? Stream.empty()
                : Stream.of((root, _, builder) -> builder.equal(root.get(attribute), value));
    }

    /** Returns the condition that a resource has been published, or has not been; none if the status is null. */
    public static <T extends VersionedResource> Stream<Specification<T>> status(@Nullable ContactFlowStatus status) {
        return status == null
                ? Stream.empty()
                : Stream.of((root, _, builder) -> {
                    var publication = root.get("publication").get("value");
                    return status == ContactFlowStatus.PUBLISHED
                            ? builder.isNotNull(publication)
                            : builder.isNull(publication);
                });
    }

    private static boolean isCollection(Root<?> root, String attribute) {
        return root.getModel().getAttribute(attribute).isCollection();
    }

    private static Expression<?> path(From<?, ?> from, String[] parts, int first) {
        Path<?> path = from;
        for (int i = first; i < parts.length; i++) {
            path = path.get(parts[i]);
        }
        return path;
    }
}
