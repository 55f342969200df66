package io.recontact.configuration;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** Conditions of Search operations on the members that all resources have. */
public final class ResourceSpecifications {

    /** How a condition compares a text. It ignores case. */
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
     *     collection, one of its elements must have the text
     */
    public static <T extends Resource> Specification<T> text(
            String attribute, StringComparisonType comparison, String value) {
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

    /** A text of a resource that a search compares. */
    @FunctionalInterface
    interface Text<T> {
        Expression<?> of(Root<T> root, CriteriaBuilder builder);
    }

    /** Returns the condition on a text that is not an attribute of the entity. */
    static <T> Specification<T> text(Text<T> text, StringComparisonType comparison, String value) {
        return (root, _, builder) -> like(builder, text.of(root, builder), comparison, value);
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
            var found =
                    builder.function("jsonb_extract_path_text", String.class, root.get("tags"), builder.literal(key));
            return value == null ? builder.isNotNull(found) : builder.equal(found, value);
        };
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
