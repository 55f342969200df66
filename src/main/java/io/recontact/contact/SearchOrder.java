package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.PagePosition;
import io.recontact.contact.ContactQuery.Direction;
import io.recontact.contact.ContactQuery.Sort;
import io.recontact.contact.ContactQuery.Time;
import io.recontact.contact.ContactQuery.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * The order of a search: the expression that contacts are sorted by, and its values as page tokens carry them. Contacts
 * without a value come last in both directions.
 */
record SearchOrder(String key, Kind kind, Direction direction) {

    /** The times of PostgreSQL after and before all others. */
    private static final String LATEST = "'infinity'";

    private static final String EARLIEST = "'-infinity'";
    private static final long FIRST = micros(OffsetDateTime.parse("0001-01-01T00:00:00Z"));
    private static final long LAST = micros(OffsetDateTime.parse("9999-12-31T23:59:59.999999Z"));

    private enum Kind {
        TIME,
        CHANNEL,
        METHOD
    }

    /**
     * Returns the order of the contacts in a range. If they are sorted by the time of the range, the index has them in
     * this order. Otherwise the database sorts the contacts of the range.
     */
    static SearchOrder of(Sort sort, TimeRange range) {
        var direction = sort.direction();
        return switch (sort.field()) {
            case INITIATION_TIMESTAMP -> new SearchOrder("contact.initiated_at", Kind.TIME, direction);
            case SCHEDULED_TIMESTAMP -> byTime("contact.scheduled_at", sort, range);
            case CONNECTED_TO_AGENT_TIMESTAMP -> byTime("contact.connected_to_agent_at", sort, range);
            case DISCONNECT_TIMESTAMP ->
                range.type() == Time.DISCONNECT_TIMESTAMP
                        ? new SearchOrder("contact.disconnected_at", Kind.TIME, direction)
                        : byTime(ContactSearchService.ENDED_AT, sort, range);
            case EXPIRY_TIMESTAMP -> byTime("contact.expires_at", sort, range);
            case CHANNEL -> new SearchOrder("contact.channel collate \"C\"", Kind.CHANNEL, direction);
            case INITIATION_METHOD ->
                new SearchOrder("contact.initiation_method collate \"C\"", Kind.METHOD, direction);
        };
    }

    private static SearchOrder byTime(String time, Sort sort, TimeRange range) {
        var always = sort.field().name().equals(range.type().name());
        var absent = sort.direction() == Direction.ASCENDING ? LATEST : EARLIEST;
        return new SearchOrder(always ? time : "coalesce(%s, %s)".formatted(time, absent), Kind.TIME, sort.direction());
    }

    /** Returns the expressions of {@code order by}. */
    String sql() {
        var keyword = direction == Direction.ASCENDING ? "asc" : "desc";
        return "%s %s, contact.id %s".formatted(key, keyword, keyword);
    }

    /** Returns the condition of contacts after {@code :after_key} and {@code :after_id}. */
    String behind() {
        return "\n  and (%s, contact.id) %s (:after_key, :after_id)"
                .formatted(key, direction == Direction.ASCENDING ? ">" : "<");
    }

    /** Reads the value of a contact, for a token. */
    long read(ResultSet row, String column) throws SQLException {
        return switch (kind) {
            case TIME -> micros(row.getObject(column, OffsetDateTime.class));
            case CHANNEL, METHOD -> names().indexOf(row.getString(column));
        };
    }

    /** Returns the value of a token, as a parameter. */
    Object parameter(PagePosition position) {
        var value = position.key();
        return switch (kind) {
            case TIME -> time(value);
            case CHANNEL, METHOD -> {
                if (value < 0 || value >= names().size()) {
                    throw PagePosition.notGivenOut();
                }
                yield names().get((int) value);
            }
        };
    }

    private List<String> names() {
        Enum<?>[] values = kind == Kind.CHANNEL ? Channel.values() : InitiationMethod.values();
        return Arrays.stream(values).map(Enum::name).toList();
    }

    static OffsetDateTime time(long micros) {
        if (micros == Long.MAX_VALUE) {
            return OffsetDateTime.MAX;
        }
        if (micros == Long.MIN_VALUE) {
            return OffsetDateTime.MIN;
        }
        if (micros < FIRST || micros > LAST) {
            throw PagePosition.notGivenOut();
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** The driver reads infinite times as {@link OffsetDateTime#MAX} and {@link OffsetDateTime#MIN}. */
    static long micros(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        return time.equals(OffsetDateTime.MIN)
                ? Long.MIN_VALUE
                : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
    }
}
