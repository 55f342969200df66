package io.recontact.configuration;

import jakarta.persistence.criteria.Predicate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.jpa.domain.Specification;

/** Conditions of SearchUsers. */
public final class UserSpecifications {

    /** The names that FieldName of a StringCondition may have, with the attributes that they stand for. */
    public static final Map<String, String> FIELDS = Map.of(
            "Username",
            "name",
            "FirstName",
            "identity ->> FirstName",
            "LastName",
            "identity ->> LastName",
            "RoutingProfileId",
            "routingProfile.value",
            "SecurityProfileId",
            "securityProfiles.value",
            "resourceId",
            "id.value");

    private UserSpecifications() {}

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
}
