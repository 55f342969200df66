package io.recontact.contact;

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

/** What SearchContacts looks for, and in which order. A token of one query is of no use to another. */
public record ContactQuery(InstanceId instance, TimeRange range, Criteria criteria, Sort sort) {

    /** A time of a contact by which it can be found. */
    public enum Time {
        INITIATION_TIMESTAMP,
        SCHEDULED_TIMESTAMP,
        CONNECTED_TO_AGENT_TIMESTAMP,
        DISCONNECT_TIMESTAMP,
        ENQUEUE_TIMESTAMP
    }

    /** From when to when, both included. */
    public record TimeRange(Time type, Instant start, Instant end) {

        /** The cloud service searches eight weeks at a time. */
        private static final Duration LONGEST = Duration.ofDays(56);

        /** Refuses a range that is turned around or too long. */
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

    /** What a contact must have besides; an empty one of these restricts nothing. */
    public record Criteria(
            Set<Channel> channels,
            Set<InitiationMethod> initiationMethods,
            Set<UUID> agents,
            Set<UUID> queues,
            Texts name,
            Values attributes,
            Values segmentAttributes,
            Moments moments,
            Tags tags) {

        /** Keeps its own copies, in an order that does not depend on the caller's. */
        public Criteria {
            channels = new TreeSet<>(channels);
            initiationMethods = new TreeSet<>(initiationMethods);
            agents = new TreeSet<>(agents);
            queues = new TreeSet<>(queues);
        }
    }

    /** Words or phrases, and how they must match. */
    public record Texts(List<String> texts, Match match) {

        /** Nothing to match. */
        public static final Texts NONE = new Texts(List.of(), Match.MATCH_ALL);

        /** Keeps its own copy. */
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** Attributes and the values that they may have. */
    public record Values(List<Value> values, Match match) {

        /** Nothing to match. */
        public static final Values NONE = new Values(List.of(), Match.MATCH_ALL);

        /** Leaves out what restricts nothing. */
        public Values {
            values = values.stream().filter(value -> !value.anyOf().isEmpty()).toList();
        }
    }

    /** An attribute and the values that it may have. */
    public record Value(String key, List<String> anyOf) {

        /** Keeps its own copy. */
        public Value {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** Times that a contact must have or lack besides, and how many of them. */
    public record Moments(List<Moment> moments, Match match) {

        /** Nothing to match. */
        public static final Moments NONE = new Moments(List.of(), Match.MATCH_ALL);

        /** Keeps its own copy. */
        public Moments {
            moments = List.copyOf(moments);
        }
    }

    /** A range that a time must lie in, a time that a contact must lack, or both. */
    public record Moment(@Nullable Within within, @Nullable Time absent) {}

    /** From when to when, both included, however far apart: the range of the search bounds what is looked at. */
    public record Within(Time type, Instant start, Instant end) {

        /** Refuses a range that is turned around. */
        public Within {
            if (end.isBefore(start)) {
                throw new InvalidRequestException(
                        "AdditionalTimeRange: the EndTime of a TimeRange is before its StartTime");
            }
        }
    }

    /** Tags that a contact must have: all of one list, and all of some list of the other. */
    public record Tags(List<Tag> all, List<List<Tag>> some) {

        /** Nothing to match. */
        public static final Tags NONE = new Tags(List.of(), List.of());

        /** Leaves out what restricts nothing. */
        public Tags {
            all = List.copyOf(all);
            some = some.stream().anyMatch(List::isEmpty) ? List.of() : List.copyOf(some);
        }

        /** How many there are in all. */
        public int size() {
            return all.size() + some.stream().mapToInt(List::size).sum();
        }
    }

    /** A tag by its key, its value or both. */
    public record Tag(@Nullable String key, @Nullable String value) {}

    /** How many of several things must match. */
    public enum Match {
        MATCH_ALL,
        MATCH_ANY,
        MATCH_EXACT,
        MATCH_NONE
    }

    /** In which order contacts are answered; those with the same value come in the order of their ids. */
    public record Sort(Field field, Direction direction) {

        /** The newest first. */
        private static final Sort DEFAULT = new Sort(Field.INITIATION_TIMESTAMP, Direction.DESCENDING);

        /** This one, or what is sorted by without one. */
        public static Sort orDefault(@Nullable Sort sort) {
            return sort == null ? DEFAULT : sort;
        }
    }

    /** What contacts may be sorted by. */
    public enum Field {
        INITIATION_TIMESTAMP,
        SCHEDULED_TIMESTAMP,
        CONNECTED_TO_AGENT_TIMESTAMP,
        DISCONNECT_TIMESTAMP,
        INITIATION_METHOD,
        CHANNEL,
        EXPIRY_TIMESTAMP
    }

    /** Which end comes first. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }
}
