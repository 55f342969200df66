package io.recontact.retention;

import static java.util.stream.Collectors.groupingBy;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
import io.recontact.retention.RetentionForecast.Figures;
import io.recontact.retention.RetentionForecast.Month;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Computes what the next run of retention would delete, and changes nothing. It reads in short statements, so it takes
 * a while for millions of contacts, and what changes meanwhile may be in it or not.
 */
@Service
public class RetentionForecastService {

    /** The number of sessions, or contacts, that a statement reads. */
    private static final int PAGE = 5000;

    private final ExpiredContacts contacts;
    private final SessionDeletion deletion;
    private final InstanceService instances;
    private final LegalHoldRepository holds;
    private final RetentionPolicy policy;
    private final Clock clock;

    RetentionForecastService(
            ExpiredContacts contacts,
            SessionDeletion deletion,
            InstanceService instances,
            LegalHoldRepository holds,
            RetentionPolicy policy,
            Clock clock) {
        this.contacts = contacts;
        this.deletion = deletion;
        this.instances = instances;
        this.holds = holds;
        this.policy = policy;
        this.clock = clock;
    }

    /** Returns the figures of this moment. */
    public RetentionForecast forecast() {
        var oldestKept = policy.windowAt(clock.instant()).oldestKept();
        var figures = new HashMap<Key, Figures>();
        var goingInstances = addDeletedInstances(figures);
        addExpired(oldestKept, goingInstances, figures);
        var months = figures.entrySet().stream()
                .map(entry ->
                        new Month(entry.getKey().instance(), entry.getKey().month(), entry.getValue()))
                .sorted(Comparator.comparing(Month::month)
                        .thenComparing(month -> month.instance().value()))
                .toList();
        return new RetentionForecast(oldestKept, months, contacts.countHeld(oldestKept));
    }

    private Set<InstanceId> addDeletedInstances(Map<Key, Figures> figures) {
        var going = new HashSet<InstanceId>();
        for (var instance : instances.deleted()) {
            if (holds.existsByInstanceAndReleasedAtIsNull(instance)) {
                continue;
            }
            going.add(instance);
            var page = contacts.findDueOf(instance, null, PAGE);
            while (!page.isEmpty()) {
                add(page, figures);
                page = contacts.findDueOf(instance, page.getLast().id(), PAGE);
            }
        }
        return going;
    }

    private void addExpired(Instant oldestKept, Set<InstanceId> goingInstances, Map<Key, Figures> figures) {
        var page = contacts.findDue(oldestKept, SessionPosition.START, PAGE);
        while (!page.isEmpty()) {
            add(
                    page.stream()
                            .filter(due -> !due.isHeld() && !goingInstances.contains(due.instance()))
                            .toList(),
                    figures);
            page = contacts.findDue(oldestKept, page.getLast().session(), PAGE);
        }
    }

    private void add(List<DueContact> page, Map<Key, Figures> figures) {
        page.stream()
                .collect(groupingBy(Key::of))
                .forEach((key, contactsOfMonth) -> figures.merge(key, count(contactsOfMonth), Figures::plus));
    }

    /** A session counts in the month of its first contact. */
    private Figures count(List<DueContact> due) {
        var ids = due.stream().map(DueContact::id).toList();
        var rows = deletion.count(new SessionBatch(ids, ids));
        return new Figures(
                due.size(),
                rows.getOrDefault("chat_session", 0),
                rows.getOrDefault("transcript_item", 0),
                rows.getOrDefault("attachment", 0),
                due.stream()
                        .map(DueContact::initiatedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                due.stream()
                        .map(DueContact::initiatedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private record Key(InstanceId instance, YearMonth month) {

        static Key of(DueContact due) {
            return new Key(due.instance(), YearMonth.from(due.initiatedAt().atOffset(ZoneOffset.UTC)));
        }
    }
}
