package io.recontact.configuration;

import io.recontact.configuration.ResourceSpecifications.StringComparisonType;
import jakarta.persistence.criteria.Predicate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.jpa.domain.Specification;

/** Conditions of SearchUsers. */
public final class UserSpecifications {

    private static final String FIRST_NAME = "FirstName";
    private static final String LAST_NAME = "LastName";
    private static final String SECURITY_PROFILE = "SecurityProfileId";

    /** The fields of a StringCondition. */
    public static final Set<String> FIELDS =
            Set.of("Username", FIRST_NAME, LAST_NAME, "RoutingProfileId", SECURITY_PROFILE, "resourceId");

    private UserSpecifications() {}

    /**
     * Returns the condition on a field.
     *
     * @param field one of {@link #FIELDS}
     */
    public static Specification<User> text(String field, StringComparisonType comparison, String value) {
        return switch (field) {
            case "Username" -> ResourceSpecifications.text("name", comparison, value);
            case FIRST_NAME, LAST_NAME ->
                ResourceSpecifications.text(
                        (root, builder) -> builder.function(
                                "jsonb_extract_path_text", String.class, root.get("identity"), builder.literal(field)),
                        comparison,
                        value);
            case "RoutingProfileId" -> ResourceSpecifications.text("routingProfile.value", comparison, value);
            case SECURITY_PROFILE -> hasSecurityProfile(comparison, value);
            case "resourceId" -> ResourceSpecifications.text("id.value", comparison, value);
            default -> throw new IllegalArgumentException(field);
        };
    }

    /**
     * Returns the condition that users belong to a hierarchy group.
     *
     * @param withChildren whether users of the groups below it match as well
     */
    public static Specification<User> inGroup(HierarchyGroupId group, boolean withChildren) {
        if (!withChildren) {
            return (root, _, builder) ->
                    builder.equal(root.get("hierarchyGroup").get("value"), group.value());
        }
        return (root, query, builder) -> {
            var groups = query.subquery(UUID.class);
            var below = groups.from(HierarchyGroup.class);
            groups.select(below.get("id").get("value"))
                    .where(builder.isTrue(builder.function(
                            "array_contains", Boolean.class, below.get("path"), builder.literal(group.value()))));
            return root.get("hierarchyGroup").get("value").in(groups);
        };
    }

    /** Returns the condition that users have a proficiency that fulfils all conditions. */
    public static Specification<User> hasProficiency(List<ProficiencyCondition> conditions) {
        return (root, query, builder) -> {
            var found = query.subquery(Integer.class);
            var proficiency = found.correlate(root).join("proficiencies");
            var attribute = found.from(PredefinedAttribute.class);
            var predicates = Stream.concat(
                    Stream.of(builder.equal(
                            proficiency.get("attribute").get("value"),
                            attribute.get("id").get("value"))),
                    conditions.stream().map(condition -> condition.of(proficiency, attribute, builder)));
            return builder.exists(found.select(builder.literal(1)).where(predicates.toArray(Predicate[]::new)));
        };
    }

    private static Specification<User> hasSecurityProfile(StringComparisonType comparison, String value) {
        return (root, query, builder) -> {
            var found = query.subquery(Integer.class);
            var profile = found.correlate(root).join("securityProfiles");
            return builder.exists(found.select(builder.literal(1))
                    .where(ResourceSpecifications.like(builder, profile.get("value"), comparison, value)));
        };
    }
}
