package io.recontact.console.web.contacts;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.contact.search.ContactQuery;
import io.recontact.contact.search.ContactQuery.Criteria;
import io.recontact.contact.search.ContactQuery.Match;
import io.recontact.contact.search.ContactQuery.Moments;
import io.recontact.contact.search.ContactQuery.Sort;
import io.recontact.contact.search.ContactQuery.Tags;
import io.recontact.contact.search.ContactQuery.Texts;
import io.recontact.contact.search.ContactQuery.Time;
import io.recontact.contact.search.ContactQuery.TimeRange;
import io.recontact.contact.search.ContactQuery.Value;
import io.recontact.contact.search.ContactQuery.Values;
import io.recontact.history.TranscriptQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The filters of a search, as they are in the address bar. Those that are empty restrict nothing.
 *
 * @param q words of transcripts, or the id of a contact
 * @param from the first day, in UTC
 * @param to the last day, in UTC
 * @param customer the CustomerId
 * @param after the token of the page
 */
record ContactFilter(
        String q,
        String from,
        String to,
        String channel,
        String queue,
        String agent,
        String customer,
        String attribute,
        String value,
        String after) {

    private static final String PATH = "/console/contacts";
    private static final Duration DEFAULT_RANGE = Duration.ofDays(7);

    ContactFilter(
            @Nullable String q,
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String queue,
            @Nullable String agent,
            @Nullable String customer,
            @Nullable String attribute,
            @Nullable String value,
            @Nullable String after) {
        this.q = text(q);
        this.from = text(from);
        this.to = text(to);
        this.channel = text(channel);
        this.queue = text(queue);
        this.agent = text(agent);
        this.customer = text(customer);
        this.attribute = text(attribute);
        this.value = text(value);
        this.after = text(after);
    }

    private static String text(@Nullable String parameter) {
        return parameter == null ? "" : parameter.strip();
    }

    /** Returns the path and query of the contacts of a customer. */
    static String ofCustomer(String customer) {
        return new ContactFilter(null, null, null, null, null, null, customer, null, null, null).page("");
    }

    /** Returns the filter with the days that it has by default: the last seven. */
    ContactFilter withDays(Instant now) {
        var first = from.isEmpty() ? day(now.minus(DEFAULT_RANGE)) : from;
        return new ContactFilter(
                q, first, to.isEmpty() ? day(now) : to, channel, queue, agent, customer, attribute, value, after);
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Returns the contact if the text is the id of one. */
    Optional<UUID> contact() {
        try {
            return q.length() == 36 ? Optional.of(UUID.fromString(q)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            // A word of 36 letters.
            return Optional.empty();
        }
    }

    /** Returns true for a search of transcripts. Public, so that the template can call it. */
    public boolean hasWords() {
        return !q.isEmpty();
    }

    /** Returns the path and query of another page of the same search. */
    String page(String token) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", q);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("channel", channel);
        parameters.put("queue", queue);
        parameters.put("agent", agent);
        parameters.put("customer", customer);
        parameters.put("attribute", attribute);
        parameters.put("value", value);
        parameters.put("after", token);
        parameters.values().removeIf(String::isEmpty);
        var uri = UriComponentsBuilder.fromPath(PATH);
        parameters.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
        return uri.encode().buildAndExpand(parameters).toUriString();
    }

    /**
     * Returns the search of contacts.
     *
     * @throws InvalidParameterException if a filter is not well-formed
     */
    ContactQuery toContactQuery(InstanceId instance) {
        return new ContactQuery(
                instance,
                new TimeRange(Time.INITIATION_TIMESTAMP, start(), end()),
                new Criteria(
                        channel.isEmpty() ? Set.of() : Set.of(channel(channel)),
                        Set.of(),
                        ids("The agent", agent),
                        List.of(),
                        List.of(),
                        ids("The queue", queue),
                        Texts.NONE,
                        attribute.isEmpty()
                                ? Values.NONE
                                : new Values(List.of(new Value(attribute, List.of(value))), Match.MATCH_ALL),
                        Values.NONE,
                        Moments.NONE,
                        Tags.NONE,
                        customer.isEmpty() ? null : customer),
                Sort.orDefault(null));
    }

    /**
     * Returns the search of transcripts.
     *
     * @throws InvalidParameterException if a filter is not well-formed
     */
    TranscriptQuery toTranscriptQuery(InstanceId instance) {
        return new TranscriptQuery(
                instance,
                q,
                Set.of(),
                start(),
                end(),
                ids("The queue", queue),
                ids("The agent", agent),
                attribute.isEmpty() ? Map.of() : Map.of(attribute, value),
                customer.isEmpty() ? null : customer,
                TranscriptQuery.Order.INITIATION_TIMESTAMP);
    }

    private Instant start() {
        return day("The first day", from).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The end of the last day, since both ends are included. */
    private Instant end() {
        return day("The last day", to)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .minusMillis(1);
    }

    private static LocalDate day(String name, String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() < 2000 || day.getYear() > 9998) {
                throw new InvalidParameterException("%s is out of range".formatted(name));
            }
            return day;
        } catch (DateTimeException _) {
            throw new InvalidParameterException("%s is not a date".formatted(name));
        }
    }

    private static Channel channel(String text) {
        return Stream.of(Channel.values())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException("The channel is not one of the channels"));
    }

    private static Set<UUID> ids(String name, String text) {
        try {
            return Stream.of(text)
                    .filter(one -> !one.isEmpty())
                    .map(UUID::fromString)
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException _) {
            throw new InvalidParameterException("%s is not well-formed".formatted(name));
        }
    }
}
