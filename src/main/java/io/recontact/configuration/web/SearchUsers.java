package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceName;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ChannelSettings.AfterContactWorkConfigPerChannel;
import io.recontact.configuration.ChannelSettings.AutoAcceptConfig;
import io.recontact.configuration.ChannelSettings.PersistentConnectionConfig;
import io.recontact.configuration.ChannelSettings.PhoneNumberConfig;
import io.recontact.configuration.ChannelSettings.VoiceEnhancementConfig;
import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.ProficiencyCondition;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.configuration.User;
import io.recontact.configuration.UserSpecifications;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchUsers.html">SearchUsers</a>.
 */
interface SearchUsers {

    record Request(
            @NotNull String instanceId,
            @Size(min = 1, max = 2500) @Nullable String nextToken,
            @Min(1) @Max(500) @Nullable Integer maxResults,
            @Valid @Nullable UserSearchFilter searchFilter,
            @Valid @Nullable UserSearchCriteria searchCriteria)
            implements ResourceSearch.Request<User> {

        @Override
        public Map<String, String> fields() {
            return UserSpecifications.FIELDS;
        }
    }

    record UserSearchFilter(
            @Valid @Nullable ControlPlaneTagFilter tagFilter,
            @Valid @Nullable ControlPlaneUserAttributeFilter userAttributeFilter)
            implements SearchFilter<User> {

        @Override
        public Specification<User> toSpecification() {
            return ResourceSearch.all(
                    tagFilter == null ? null : tagFilter.toSpecification(),
                    userAttributeFilter == null ? null : userAttributeFilter.toSpecification());
        }
    }

    /** Tags and a hierarchy group, of which all, one, or one of several sets must match. */
    record ControlPlaneUserAttributeFilter(
            @Nullable List<@NotNull @Valid AttributeAndCondition> orConditions,
            @Valid @Nullable AttributeAndCondition andCondition,
            @Valid @Nullable TagCondition tagCondition,
            @Valid @Nullable HierarchyGroupCondition hierarchyGroupCondition) {

        Specification<User> toSpecification() {
            var or = (orConditions == null ? List.<AttributeAndCondition>of() : orConditions)
                    .stream().map(AttributeAndCondition::toSpecification).toList();
            return ResourceSearch.all(
                    TagCondition.filter(tagCondition, null, Stream.empty()),
                    andCondition == null ? null : andCondition.toSpecification(),
                    or.isEmpty() ? null : ResourceSpecifications.anyOf(or),
                    hierarchyGroupCondition == null ? null : hierarchyGroupCondition.toSpecification());
        }
    }

    record AttributeAndCondition(
            @Nullable List<@NotNull @Valid TagCondition> tagConditions,
            @Valid @Nullable HierarchyGroupCondition hierarchyGroupCondition) {

        Specification<User> toSpecification() {
            return ResourceSearch.all(
                    TagCondition.filter(null, tagConditions, Stream.empty()),
                    hierarchyGroupCondition == null ? null : hierarchyGroupCondition.toSpecification());
        }
    }

    record UserSearchCriteria(
            @Nullable List<@NotNull @Valid UserSearchCriteria> orConditions,
            @Nullable List<@NotNull @Valid UserSearchCriteria> andConditions,
            @Valid @Nullable StringCondition stringCondition,
            @Valid @Nullable ListCondition listCondition,
            @Valid @Nullable HierarchyGroupCondition hierarchyGroupCondition)
            implements SearchCriteria<User, UserSearchCriteria> {

        @Override
        public Stream<Specification<User>> conditions() {
            return Stream.concat(
                    Stream.ofNullable(listCondition).map(ListCondition::toSpecification),
                    Stream.ofNullable(hierarchyGroupCondition).map(HierarchyGroupCondition::toSpecification));
        }
    }

    /** A hierarchy group of users, by its id or ARN. */
    record HierarchyGroupCondition(
            @Nullable String value, @Nullable HierarchyGroupMatchType hierarchyGroupMatchType) {

        Specification<User> toSpecification() {
            if (value == null) {
                throw new InvalidParameterException("HierarchyGroupCondition.Value is required");
            }
            var group = ResourceName.anywhere(
                    ResourceType.HIERARCHY_GROUP.arnPart(), "HierarchyGroupCondition.Value", value);
            return UserSpecifications.inGroup(
                    new HierarchyGroupId(group), hierarchyGroupMatchType == HierarchyGroupMatchType.WITH_CHILD_GROUPS);
        }
    }

    enum HierarchyGroupMatchType {
        EXACT,
        WITH_CHILD_GROUPS
    }

    /** Conditions that one proficiency of the user must fulfil. */
    record ListCondition(
            @Nullable TargetListType targetListType,
            @Nullable List<@NotNull @Valid Condition> conditions) {

        Specification<User> toSpecification() {
            return UserSpecifications.hasProficiency((conditions == null ? List.<Condition>of() : conditions)
                    .stream().flatMap(Condition::conditions).toList());
        }
    }

    enum TargetListType {
        PROFICIENCIES
    }

    record Condition(
            @Valid @Nullable StringCondition stringCondition,
            @Valid @Nullable NumberCondition numberCondition) {

        Stream<ProficiencyCondition> conditions() {
            return Stream.concat(
                    StringCondition.specifications(
                            stringCondition, Set.of("name", "value"), ProficiencyCondition::text),
                    Stream.ofNullable(numberCondition).map(NumberCondition::toCondition));
        }
    }

    record NumberCondition(
            @Nullable String fieldName,
            @Nullable Integer minValue,
            @Nullable Integer maxValue,
            ProficiencyCondition.@Nullable NumberComparisonType comparisonType) {

        ProficiencyCondition toCondition() {
            if (!"level".equals(fieldName)) {
                throw new InvalidParameterException("NumberCondition.FieldName is not one of [level]");
            }
            return ProficiencyCondition.level(
                    comparisonType == null ? ProficiencyCondition.NumberComparisonType.EQUAL : comparisonType,
                    minValue,
                    maxValue);
        }
    }

    record Response(List<UserSearchSummary> users, @Nullable String nextToken, long approximateTotalCount) {}

    record UserSearchSummary(
            String arn,
            @Nullable String directoryUserId,
            @Nullable String hierarchyGroupId,
            String id,
            @Nullable UserIdentityInfoLite identityInfo,
            CreateUser.@Nullable UserPhoneConfig phoneConfig,
            String routingProfileId,
            List<String> securityProfileIds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            String username,
            @Nullable List<AutoAcceptConfig> autoAcceptConfigs,
            @Nullable List<AfterContactWorkConfigPerChannel> afterContactWorkConfigs,
            @Nullable List<PhoneNumberConfig> phoneNumberConfigs,
            @Nullable List<PersistentConnectionConfig> persistentConnectionConfigs,
            @Nullable List<VoiceEnhancementConfig> voiceEnhancementConfigs) {

        static UserSearchSummary of(User user, Arns arns) {
            var described = DescribeUser.Response.of(user, arns).user();
            var identity = user.identity();
            return new UserSearchSummary(
                    described.arn(),
                    described.directoryUserId(),
                    described.hierarchyGroupId(),
                    described.id(),
                    identity == null ? null : new UserIdentityInfoLite(identity.firstName(), identity.lastName()),
                    described.phoneConfig(),
                    described.routingProfileId(),
                    described.securityProfileIds(),
                    described.tags(),
                    described.username(),
                    described.autoAcceptConfigs(),
                    described.afterContactWorkConfigs(),
                    described.phoneNumberConfigs(),
                    described.persistentConnectionConfigs(),
                    described.voiceEnhancementConfigs());
        }
    }

    record UserIdentityInfoLite(
            @Nullable String firstName, @Nullable String lastName) {}
}
