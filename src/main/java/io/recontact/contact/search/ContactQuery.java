package io.recontact.contact.search;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of a SearchContacts request. A page token is valid for one query only. */
public record ContactQuery(InstanceId instance, TimeRange range, Criteria criteria, Sort sort) {

    /** The times of a contact that a search can use. */
    public enum Time {
        INITIATION_TIMESTAMP,
        SCHEDULED_TIMESTAMP,
        CONNECTED_TO_AGENT_TIMESTAMP,
        DISCONNECT_TIMESTAMP,
        ENQUEUE_TIMESTAMP
    }

    /** A time range, both ends included. */
    public record TimeRange(Time type, Instant start, Instant end) {

        /** The cloud service searches eight weeks at a time. */
        private static final Duration LONGEST = Duration.ofDays(56);

        /** Refuses a range that ends before it starts, or is too long. */
        public TimeRange {
            if (end.isBefore(start)) {
                throw new InvalidRequestException("TimeRange.EndTime is before TimeRange.StartTime");
            }
            if (Duration.between(start, end).compareTo(LONGEST) > 0) {
                throw new InvalidRequestException(
                        "TimeRange reaches over more than %d weeks".formatted(LONGEST.toDays() / 7));
            }
        }
    }

    /**
     * The criteria of a search. An empty one restricts nothing.
     *
     * @param hierarchyGroups groups of the agent by level, from level 1; it must have one of each level that names any
     * @param customerId the customer; null for any
     */
    public record Criteria(
            Set<Channel> channels,
            Set<InitiationMethod> initiationMethods,
            Set<UUID> agents,
            List<Set<UUID>> hierarchyGroups,
            List<PreferredAgents> routingSteps,
            Set<UUID> queues,
            Texts name,
            Values attributes,
            Values segmentAttributes,
            Moments moments,
            Tags tags,
            @Nullable String customerId) {

        /** Copies the sets into an order of their own, so that equal criteria have equal tokens. */
        public Criteria {
            channels = new TreeSet<>(channels);
            initiationMethods = new TreeSet<>(initiationMethods);
            agents = new TreeSet<>(agents);
            hierarchyGroups =
                    hierarchyGroups.stream().<Set<UUID>>map(TreeSet::new).toList();
            routingSteps = List.copyOf(routingSteps);
            queues = new TreeSet<>(queues);
        }
    }

    /** The agents that a step of the routing criteria names, and how many of them it must name. */
    public record PreferredAgents(Set<UUID> agents, Match match) {

        /** Copies the set. */
        public PreferredAgents {
            agents = new TreeSet<>(agents);
        }
    }

    /** Words or phrases, and how many of them must match. */
    public record Texts(List<String> texts, Match match) {

        /** Nothing to match. */
        public static final Texts NONE = new Texts(List.of(), Match.MATCH_ALL);

        /** Copies the list. */
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** Attributes with the accepted values of each. */
    public record Values(List<Value> values, Match match) {

        /** Nothing to match. */
        public static final Values NONE = new Values(List.of(), Match.MATCH_ALL);

        /** Removes entries that restrict nothing. */
        public Values {
            values = values.stream().filter(value -> !value.anyOf().isEmpty()).toList();
        }
    }

    /** An attribute and its accepted values. */
    public record Value(String key, List<String> anyOf) {

        /** Copies the list. */
        public Value {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** Conditions on times, and how many of them must match. */
    public record Moments(List<Moment> moments, Match match) {

        /** Nothing to match. */
        public static final Moments NONE = new Moments(List.of(), Match.MATCH_ALL);

        /** Copies the list. */
        public Moments {
            moments = List.copyOf(moments);
        }
    }

    /** A range that a time lies in, a time that a contact lacks, or both. */
    public record Moment(@Nullable Within within, @Nullable Time absent) {}

    /** A time range of any length, both ends included. The range of the search bounds the rows that are read. */
    public record Within(Time type, Instant start, Instant end) {

        /** Refuses a range that ends before it starts. */
        public Within {
            if (end.isBefore(start)) {
                throw new InvalidRequestException(
                        "AdditionalTimeRange: the EndTime of a TimeRange is before its StartTime");
            }
        }
    }

    /** The tags that a contact must have: all of {@code all}, and all of at least one list of {@code some}. */
    public record Tags(List<Tag> all, List<List<Tag>> some) {

        /** Nothing to match. */
        public static final Tags NONE = new Tags(List.of(), List.of());

        /** Removes entries that restrict nothing. */
        public Tags {
            all = List.copyOf(all);
            some = some.stream().anyMatch(List::isEmpty) ? List.of() : List.copyOf(some);
        }

        /** Returns the number of conditions. */
        public int size() {
            return all.size() + some.stream().mapToInt(List::size).sum();
        }
    }

    /** A tag by its key, its value or both. */
    public record Tag(@Nullable String key, @Nullable String value) {}

    /** The number of several conditions that must match. */
    public enum Match {
        MATCH_ALL,
        MATCH_ANY,
        MATCH_EXACT,
        MATCH_NONE
    }

    /** The order of the result. Contacts with the same value are in the order of their ids. */
    public record Sort(Field field, Direction direction) {

        /** Newest first. */
        private static final Sort DEFAULT = new Sort(Field.INITIATION_TIMESTAMP, Direction.DESCENDING);

        /** Returns {@code sort}, or the default order if it is null. */
        public static Sort orDefault(@Nullable Sort sort) {
            return sort == null ? DEFAULT : sort;
        }
    }

    /** The fields that contacts can be sorted by. */
    public enum Field {
        INITIATION_TIMESTAMP,
        SCHEDULED_TIMESTAMP,
        CONNECTED_TO_AGENT_TIMESTAMP,
        DISCONNECT_TIMESTAMP,
        INITIATION_METHOD,
        CHANNEL,
        EXPIRY_TIMESTAMP
    }

    /** The direction of the order. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }
}
