package io.recontact.console.web.contacts;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ServiceException;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.search.ContactSearchResult;
import io.recontact.contact.search.ContactSearchService;
import io.recontact.history.TranscriptMatch;
import io.recontact.history.TranscriptSearchService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finds contacts by their facts or by the words of their transcripts. */
@Controller
@ConsoleEnabled
class ContactSearchController {

    private static final int PAGE = 25;

    private final ContactSearchService contacts;
    private final TranscriptSearchService transcripts;
    private final Names names;
    private final Clock clock;

    ContactSearchController(
            ContactSearchService contacts, TranscriptSearchService transcripts, Names names, Clock clock) {
        this.contacts = contacts;
        this.transcripts = transcripts;
        this.names = names;
        this.clock = clock;
    }

    /**
     * A contact in the list.
     *
     * @param lasted how long it lasted, or has lasted until now
     * @param messages the messages that match the search
     */
    record Row(
            UUID id,
            String initiated,
            String channel,
            String method,
            @Nullable String queue,
            @Nullable String agent,
            boolean isActive,
            @Nullable String lasted,
            List<Excerpt> messages) {}

    /** A message that matches. */
    record Excerpt(String role, List<TranscriptMatch.Part> parts) {}

    /** A page of the list; {@code next} is null on the last one, {@code total} where it is not known. */
    record Rows(
            List<Row> rows, @Nullable String next, @Nullable Long total) {}

    @GetMapping("/console/contacts")
    ModelAndView search(
            ConsoleUser user,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String agent,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String attribute,
            @RequestParam(required = false) @Nullable String value,
            @RequestParam(required = false) @Nullable String after) {
        var now = clock.instant();
        var filter =
                new ContactFilter(q, from, to, channel, queue, agent, customer, attribute, value, after).withDays(now);
        if (filter.contact().isPresent()) {
            return new ModelAndView(
                    "redirect:/console/contacts/" + filter.contact().get());
        }
        var page = new ModelAndView("console/contacts");
        page.addObject("filter", filter);
        page.addObject("channels", Channel.values());
        page.addObject("queues", names.queues(user.instance()));
        page.addObject("agents", names.users(user.instance()));
        page.addObject("searchesWords", user.may(Permission.CONTACT_SEARCH_WITH_KEYWORDS));
        try {
            page.addObject("found", filter.hasWords() ? words(user, filter) : facts(user, filter, now));
        } catch (InvalidParameterException | InvalidRequestException refusal) {
            page.addObject("refusal", sentence(refusal));
            page.setStatus(HttpStatus.BAD_REQUEST);
        }
        return page;
    }

    /** The names of members in messages are those of the API, which the form does not have. */
    private static String sentence(ServiceException refusal) {
        return refusal.getMessage()
                .replace("TimeRange.EndTime is before TimeRange.StartTime", "The last day is before the first day")
                .replace("TimeRange reaches over", "The days reach over");
    }

    private Rows facts(ConsoleUser user, ContactFilter filter, Instant now) {
        if (!filter.attribute().isEmpty()) {
            require(user, Permission.CONTACT_ATTRIBUTES);
        }
        var found = contacts.page(filter.toContactQuery(user.instance()), PAGE, token(filter));
        var known = names.find(
                user.instance(),
                found.contacts().stream()
                        .<@Nullable UUID>map(ContactSearchResult::queueId)
                        .toList(),
                found.contacts().stream()
                        .<@Nullable UUID>map(ContactSearchResult::agentId)
                        .toList());
        return new Rows(
                found.contacts().stream()
                        .map(contact -> row(contact, known, now))
                        .toList(),
                next(filter, found.nextToken()),
                found.total());
    }

    private Rows words(ConsoleUser user, ContactFilter filter) {
        require(user, Permission.CONTACT_SEARCH_WITH_KEYWORDS);
        // Excerpts are parts of transcripts.
        require(user, Permission.CONTACT_TRANSCRIPTS);
        if (!filter.attribute().isEmpty()) {
            require(user, Permission.CONTACT_ATTRIBUTES);
        }
        var found = transcripts.page(filter.toTranscriptQuery(user.instance()), PAGE, token(filter));
        var known = names.find(
                user.instance(),
                found.matches().stream()
                        .<@Nullable UUID>map(TranscriptMatch::queueId)
                        .toList(),
                found.matches().stream()
                        .<@Nullable UUID>map(TranscriptMatch::agentId)
                        .toList());
        return new Rows(
                found.matches().stream().map(match -> row(match, known)).toList(),
                next(filter, found.nextToken()),
                null);
    }

    private static void require(ConsoleUser user, Permission permission) {
        if (!user.may(permission)) {
            throw new AccessDeniedException("User %s lacks %s".formatted(user.id(), permission.permission()));
        }
    }

    private static @Nullable String token(ContactFilter filter) {
        return filter.after().isEmpty() ? null : filter.after();
    }

    private static @Nullable String next(ContactFilter filter, @Nullable String token) {
        return token == null ? null : filter.page(token);
    }

    private static Row row(ContactSearchResult contact, Names.Known known, Instant now) {
        var ended = contact.disconnectedAt();
        return new Row(
                contact.id(),
                Times.text(contact.initiatedAt()),
                word(contact.channel()),
                word(contact.initiationMethod()),
                known.of(contact.queueId()),
                known.of(contact.agentId()),
                ended == null,
                Times.text(Duration.between(contact.initiatedAt(), ended == null ? now : ended)),
                List.of());
    }

    private static Row row(TranscriptMatch match, Names.Known known) {
        return new Row(
                match.contactId(),
                Times.text(match.initiatedAt()),
                word(Channel.CHAT),
                "",
                known.of(match.queueId()),
                known.of(match.agentId()),
                false,
                null,
                match.messages().stream()
                        .map(message -> new Excerpt(word(message.role()), message.excerpt()))
                        .toList());
    }

    /** Returns a constant in words, such as {@code Queue transfer}. */
    static String word(Enum<?> constant) {
        if (constant == InitiationMethod.API || constant == DisconnectReason.API) {
            return constant.name();
        }
        var words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
