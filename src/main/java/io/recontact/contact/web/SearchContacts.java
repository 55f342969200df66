package io.recontact.contact.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceName;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.search.ContactQuery;
import io.recontact.contact.search.ContactSearchResult;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchContacts.html">SearchContacts</a>.
 */
interface SearchContacts {

    /** The default of other lists of the API. That of this one is not documented. */
    int DEFAULT_PAGE = 100;

    /** The maximum of conditions of one kind where the model has none. Each condition makes every page slower. */
    int MAX_CONDITIONS = 100;

    /** The maximum of steps, as many as routing criteria may have. */
    int MAX_STEPS = 20;

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Valid SearchContactsTimeRange timeRange,
            @Valid @Nullable SearchCriteria searchCriteria,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Size(min = 1, max = 100_000) @Nullable String nextToken,
            @Valid @Nullable Sort sort) {

        ContactQuery toQuery(InstanceId instance) {
            var criteria = searchCriteria == null ? SearchCriteria.NONE : searchCriteria;
            return new ContactQuery(
                    instance,
                    new ContactQuery.TimeRange(timeRange.type(), timeRange.startTime(), timeRange.endTime()),
                    criteria.toCriteria(instance),
                    ContactQuery.Sort.orDefault(
                            sort == null ? null : new ContactQuery.Sort(sort.fieldName(), sort.order())));
        }

        int pageSize() {
            return maxResults == null ? DEFAULT_PAGE : maxResults;
        }
    }

    record SearchContactsTimeRange(
            @NotNull ContactQuery.Time type,
            @NotNull Instant startTime,
            @NotNull Instant endTime) {}

    record Sort(
            @NotNull ContactQuery.Field fieldName, @NotNull ContactQuery.Direction order) {}

    /** The last criteria are unsupported, and refused: to ignore them would return wrong contacts. */
    record SearchCriteria(
            @Valid @Nullable NameCriteria name,
            @Size(max = 100) @Nullable List<@NotNull @Size(min = 1, max = 256) String> agentIds,
            @Nullable List<@NotNull Channel> channels,
            @Nullable List<@NotNull InitiationMethod> initiationMethods,
            @Size(max = 100) @Nullable List<@NotNull String> queueIds,
            @Valid @Nullable SearchableContactAttributes searchableContactAttributes,
            @Valid @Nullable SearchableSegmentAttributes searchableSegmentAttributes,
            @Valid @Nullable SearchContactsAdditionalTimeRange additionalTimeRange,
            @Valid @Nullable ControlPlaneTagFilter contactTags,
            @Valid @Nullable AgentHierarchyGroups agentHierarchyGroups,
            @Valid UnsupportedCriteria.@Nullable ContactAnalysis contactAnalysis,
            @Valid @Nullable SearchableRoutingCriteria routingCriteria,
            @Nullable List<@NotNull @Pattern(regexp = "[a-z]{2}(-[a-z]+){1,2}(-[0-9])?") String> activeRegions,
            @Valid UnsupportedCriteria.@Nullable AiAgentsCriteria aiAgents) {

        static final SearchCriteria NONE =
                new SearchCriteria(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

        ContactQuery.Criteria toCriteria(InstanceId instance) {
            refuse("ContactAnalysis", contactAnalysis);
            refuse("ActiveRegions", activeRegions);
            refuse("AiAgents", aiAgents);
            return new ContactQuery.Criteria(
                    channels == null ? Set.of() : Set.copyOf(channels),
                    initiationMethods == null ? Set.of() : Set.copyOf(initiationMethods),
                    ids(instance, "agent", "SearchCriteria.AgentIds", agentIds),
                    agentHierarchyGroups == null ? List.of() : agentHierarchyGroups.toGroups(instance),
                    routingCriteria == null ? List.of() : routingCriteria.toSteps(instance),
                    ids(instance, "queue", "SearchCriteria.QueueIds", queueIds),
                    name == null
                            ? ContactQuery.Texts.NONE
                            : new ContactQuery.Texts(name.searchText(), name.matchType()),
                    searchableContactAttributes == null
                            ? ContactQuery.Values.NONE
                            : searchableContactAttributes.toValues(),
                    searchableSegmentAttributes == null
                            ? ContactQuery.Values.NONE
                            : searchableSegmentAttributes.toValues(),
                    additionalTimeRange == null ? ContactQuery.Moments.NONE : additionalTimeRange.toMoments(),
                    contactTags == null ? ContactQuery.Tags.NONE : contactTags.toTags(),
                    null);
        }

        private static Set<UUID> ids(InstanceId instance, String kind, String member, @Nullable List<String> texts) {
            return texts == null
                    ? Set.of()
                    : texts.stream()
                            .map(text -> ResourceName.within(instance, kind, member, text))
                            .collect(Collectors.toSet());
        }

        private static void refuse(String member, @Nullable Object value) {
            if (!restrictsNothing(value)) {
                throw new InvalidRequestException(
                        "SearchCriteria.%s is not supported: contacts have nothing here that it could be compared with"
                                .formatted(member));
            }
        }

        /** Accepts empty criteria, since some clients send empty structures. */
        private static boolean restrictsNothing(@Nullable Object value) {
            return switch (value) {
                case null -> true;
                case UnsupportedCriteria criteria -> criteria.restrictsNothing();
                case Collection<?> items -> items.isEmpty();
                default -> false;
            };
        }
    }

    record AgentHierarchyGroups(
            @Size(max = 10) @Nullable List<@NotNull String> l1Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l2Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l3Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l4Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l5Ids) {

        List<Set<UUID>> toGroups(InstanceId instance) {
            var levels = new ArrayList<Set<UUID>>();
            for (var ids : Arrays.asList(l1Ids, l2Ids, l3Ids, l4Ids, l5Ids)) {
                var member = "SearchCriteria.AgentHierarchyGroups.L%dIds".formatted(levels.size() + 1);
                levels.add(SearchCriteria.ids(instance, "agent-group", member, ids));
            }
            return levels;
        }
    }

    record SearchableRoutingCriteria(
            @Size(max = MAX_STEPS) @Nullable List<@NotNull @Valid SearchableRoutingCriteriaStep> steps) {

        List<ContactQuery.PreferredAgents> toSteps(InstanceId instance) {
            return steps == null
                    ? List.of()
                    : steps.stream()
                            .map(SearchableRoutingCriteriaStep::agentCriteria)
                            .filter(Objects::nonNull)
                            .map(agents -> agents.toPreferredAgents(instance))
                            .toList();
        }
    }

    record SearchableRoutingCriteriaStep(@Valid @Nullable SearchableAgentCriteriaStep agentCriteria) {}

    record SearchableAgentCriteriaStep(
            @Size(max = 100) @Nullable List<@NotNull @Size(min = 1, max = 256) String> agentIds,
            ContactQuery.@Nullable Match matchType) {

        ContactQuery.PreferredAgents toPreferredAgents(InstanceId instance) {
            return new ContactQuery.PreferredAgents(
                    SearchCriteria.ids(
                            instance, "agent", "SearchCriteria.RoutingCriteria.Steps.AgentCriteria.AgentIds", agentIds),
                    orAll(matchType));
        }
    }

    record NameCriteria(
            @NotNull @Size(max = 100) List<@NotNull @Size(max = 128) String> searchText,
            @NotNull ContactQuery.Match matchType) {}

    record SearchableContactAttributes(
            @NotNull @Size(max = 15) List<@NotNull @Valid SearchableContactAttributesCriteria> criteria,
            ContactQuery.@Nullable Match matchType) {

        ContactQuery.Values toValues() {
            return new ContactQuery.Values(
                    criteria.stream()
                            .map(one -> new ContactQuery.Value(one.key(), one.values()))
                            .toList(),
                    orAll(matchType));
        }
    }

    record SearchableContactAttributesCriteria(
            @NotNull @Size(min = 1, max = 100) String key,

            @NotNull @Size(max = 20) List<@NotNull @Size(max = 100) String> values) {}

    record SearchableSegmentAttributes(
            @NotNull @Size(min = 1, max = 15) List<@NotNull @Valid SearchableSegmentAttributesCriteria> criteria,
            ContactQuery.@Nullable Match matchType) {

        ContactQuery.Values toValues() {
            return new ContactQuery.Values(
                    criteria.stream()
                            .map(one -> new ContactQuery.Value(one.key(), one.values()))
                            .toList(),
                    orAll(matchType));
        }
    }

    record SearchableSegmentAttributesCriteria(
            @NotNull @Size(min = 1, max = 64) String key,

            @NotNull @Size(min = 1, max = 20) List<@NotNull @Size(max = 128) String> values) {}

    record SearchContactsAdditionalTimeRange(
            @NotNull @Size(max = MAX_CONDITIONS) List<@NotNull @Valid SearchContactsAdditionalTimeRangeCriteria> criteria,

            @NotNull ContactQuery.Match matchType) {

        ContactQuery.Moments toMoments() {
            return new ContactQuery.Moments(
                    criteria.stream()
                            .map(SearchContactsAdditionalTimeRangeCriteria::toMoment)
                            .toList(),
                    matchType);
        }
    }

    record SearchContactsAdditionalTimeRangeCriteria(
            @Valid @Nullable SearchContactsTimeRange timeRange,
            @Valid @Nullable SearchContactsTimestampCondition timestampCondition) {

        ContactQuery.Moment toMoment() {
            if (timeRange == null && timestampCondition == null) {
                throw new InvalidRequestException(
                        "SearchCriteria.AdditionalTimeRange.Criteria needs a TimeRange or a TimestampCondition each");
            }
            return new ContactQuery.Moment(
                    timeRange == null
                            ? null
                            : new ContactQuery.Within(timeRange.type(), timeRange.startTime(), timeRange.endTime()),
                    timestampCondition == null ? null : timestampCondition.type());
        }
    }

    record SearchContactsTimestampCondition(
            @NotNull ContactQuery.Time type, @NotNull ConditionType conditionType) {}

    /** The condition that a contact lacks a time. */
    enum ConditionType {
        NOT_EXISTS
    }

    record ControlPlaneTagFilter(
            @Nullable List<@NotNull List<@NotNull @Valid TagCondition>> orConditions,
            @Nullable List<@NotNull @Valid TagCondition> andConditions,
            @Valid @Nullable TagCondition tagCondition) {

        ContactQuery.Tags toTags() {
            var all = andConditions == null ? Stream.<TagCondition>empty() : andConditions.stream();
            var one = Stream.ofNullable(tagCondition);
            var some = orConditions == null ? Stream.<List<TagCondition>>empty() : orConditions.stream();
            var tags = new ContactQuery.Tags(
                    Stream.concat(all, one).map(TagCondition::toTag).toList(),
                    some.map(conditions ->
                                    conditions.stream().map(TagCondition::toTag).toList())
                            .toList());
            if (tags.size() > MAX_CONDITIONS) {
                throw new InvalidRequestException(
                        "SearchCriteria.ContactTags has more than %d conditions".formatted(MAX_CONDITIONS));
            }
            return tags;
        }
    }

    record TagCondition(@Nullable String tagKey, @Nullable String tagValue) {

        ContactQuery.Tag toTag() {
            if (tagKey == null && tagValue == null) {
                throw new InvalidRequestException("SearchCriteria.ContactTags: a condition needs TagKey or TagValue");
            }
            return new ContactQuery.Tag(tagKey, tagValue);
        }
    }

    private static ContactQuery.Match orAll(ContactQuery.@Nullable Match match) {
        return match == null ? ContactQuery.Match.MATCH_ALL : match;
    }

    record Response(
            List<ContactSearchSummary> contacts, @Nullable String nextToken, long totalCount) {

        static Response of(ContactSearchResult.Page page, InstanceId instance, Arns arns, Instant now) {
            return new Response(
                    page.contacts().stream()
                            .map(contact -> ContactSearchSummary.of(contact, instance, arns, now))
                            .toList(),
                    page.nextToken(),
                    page.total());
        }
    }

    record ContactSearchSummary(
            String arn,
            UUID id,
            @Nullable UUID initialContactId,
            @Nullable UUID previousContactId,
            InitiationMethod initiationMethod,
            Channel channel,
            @Nullable ContactSearchSummaryQueueInfo queueInfo,
            @Nullable ContactSearchSummaryAgentInfo agentInfo,
            Instant initiationTimestamp,
            @Nullable Instant disconnectTimestamp,
            @Nullable Instant scheduledTimestamp,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            Map<String, ContactSearchSummarySegmentAttributeValue> segmentAttributes,

            @Nullable String name,
            DescribeContact.@Nullable RoutingCriteria routingCriteria,
            Map<String, String> tags) {

        static ContactSearchSummary of(ContactSearchResult contact, InstanceId instance, Arns arns, Instant now) {
            // "Contact tags include AWS generated tags", as in DescribeContact.
            var tags = new HashMap<>(contact.tags());
            tags.put("aws:connect:instanceId", instance.toString());
            return new ContactSearchSummary(
                    arns.of(instance, new ContactId(contact.id())),
                    contact.id(),
                    contact.previousContactId() == null ? null : contact.initialContactId(),
                    contact.previousContactId(),
                    contact.initiationMethod(),
                    contact.channel(),
                    contact.queueId() == null
                            ? null
                            : new ContactSearchSummaryQueueInfo(contact.queueId(), contact.enqueuedAt()),
                    contact.agentId() == null
                            ? null
                            : new ContactSearchSummaryAgentInfo(contact.agentId(), contact.connectedToAgentAt()),
                    contact.initiatedAt(),
                    contact.disconnectedAt(),
                    contact.scheduledAt(),
                    segmentAttributes(contact.segmentAttributes()),
                    contact.name(),
                    DescribeContact.RoutingCriteria.of(
                            contact.routing(), contact.connectedToAgentAt(), contact.disconnectedAt(), now),
                    tags);
        }

        /** Leaves out values that are neither texts nor maps, since the shape has no members for them. */
        private static Map<String, ContactSearchSummarySegmentAttributeValue> segmentAttributes(
                Map<String, SegmentAttribute> attributes) {
            var values = new HashMap<String, ContactSearchSummarySegmentAttributeValue>();
            attributes.forEach((key, value) -> {
                if (value.valueString() != null || value.valueMap() != null) {
                    values.put(
                            key, new ContactSearchSummarySegmentAttributeValue(value.valueString(), value.valueMap()));
                }
            });
            return values;
        }
    }

    record ContactSearchSummaryQueueInfo(UUID id, @Nullable Instant enqueueTimestamp) {}

    record ContactSearchSummaryAgentInfo(UUID id, @Nullable Instant connectedToAgentTimestamp) {}

    record ContactSearchSummarySegmentAttributeValue(
            @Nullable String valueString, @Nullable Map<String, SegmentAttribute> valueMap) {}
}
