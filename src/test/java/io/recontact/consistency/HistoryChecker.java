package io.recontact.consistency;

import io.recontact.consistency.Anomaly.Kind;
import io.recontact.consistency.Operation.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges a history by itself, without a look at the service. docs/consistency.md states the model.
 *
 * <p>A transcript is an append-only list, and a read returns it whole, so the longest read is the order of all items.
 * Such a history is linearizable exactly if no two operations contradict their times, which needs no search.
 */
public final class HistoryChecker {

    private final List<Operation> operations;
    private final Set<Anomaly> anomalies = new LinkedHashSet<>();

    private HistoryChecker(History history) {
        this.operations = history.operations();
    }

    /**
     * The result of a check.
     *
     * @param attempts the attempts of starts and sends by their outcome
     * @param kept items in the longest transcripts of all sessions
     * @param reads reads of transcripts
     * @param pushes items that websockets received
     * @param sockets websockets that subscribed
     */
    public record Verdict(
            List<Anomaly> anomalies, Map<Outcome, Long> attempts, int kept, long reads, long pushes, long sockets) {

        /** The kinds of all anomalies. */
        public Set<Kind> kinds() {
            return anomalies.stream().map(Anomaly::kind).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Checks a history. */
    public static Verdict check(History history) {
        return new HistoryChecker(history).check();
    }

    private Verdict check() {
        var kept = 0;
        for (var session : sessions()) {
            var checker = new SessionChecker(session, operations);
            anomalies.addAll(checker.check());
            kept += checker.kept();
        }
        checkSends();
        checkStarts();
        checkPushes();
        return new Verdict(
                List.copyOf(anomalies),
                attempts(),
                kept,
                count(Operation.Read.class),
                count(Operation.Push.class),
                count(Operation.Subscribe.class));
    }

    private Set<String> sessions() {
        var sessions = new TreeSet<String>();
        for (var operation : operations) {
            switch (operation) {
                case Operation.Send send -> sessions.add(send.session());
                case Operation.Read read -> sessions.add(read.session());
                case Operation.Subscribe subscribe -> sessions.add(subscribe.session());
                case Operation.Start _, Operation.ListContacts _, Operation.Push _, Operation.Disconnect _ -> {}
            }
        }
        return sessions;
    }

    private Map<Outcome, Long> attempts() {
        var attempts = new EnumMap<Outcome, Long>(Outcome.class);
        for (var operation : operations) {
            if (operation instanceof Operation.Send send) {
                attempts.merge(send.outcome(), 1L, Long::sum);
            } else if (operation instanceof Operation.Start start) {
                attempts.merge(start.outcome(), 1L, Long::sum);
            }
        }
        return attempts;
    }

    private long count(Class<? extends Operation> type) {
        return operations.stream().filter(type::isInstance).count();
    }

    private <T extends Operation> List<T> all(Class<T> type) {
        return operations.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void checkSends() {
        var items = new LinkedHashMap<String, Set<String>>();
        for (var send : all(Operation.Send.class)) {
            if (send.item() != null) {
                items.computeIfAbsent(send.session() + " " + send.token(), _ -> new TreeSet<>())
                        .add(send.item());
            }
        }
        checkOneForEachToken("item", items);
    }

    private void checkStarts() {
        var contacts = new LinkedHashMap<String, Set<String>>();
        var unresolved = new LinkedHashMap<String, Long>();
        var answered = new LinkedHashMap<String, Long>();
        for (var start : all(Operation.Start.class)) {
            if (start.contact() != null) {
                contacts.computeIfAbsent(start.token(), _ -> new TreeSet<>()).add(start.contact());
                answered.merge(start.contact(), start.end(), Math::min);
            } else if (start.outcome() == Outcome.INFO) {
                unresolved.merge(start.token(), start.begin(), Math::min);
            }
        }
        contacts.keySet().forEach(unresolved::remove);
        checkOneForEachToken("contact", contacts);
        var lists = all(Operation.ListContacts.class);
        answered.forEach((contact, end) -> {
            if (lists.stream().noneMatch(list -> list.begin() > end)) {
                report(Kind.NEVER_READ, "contacts", "no list began after %s was there".formatted(contact));
            }
        });
        var there = new LinkedHashMap<>(answered);
        lists.forEach(list -> list.contacts().forEach(contact -> there.merge(contact, list.end(), Math::min)));
        lists.forEach(list -> checkList(list, there, answered.keySet(), unresolved));
    }

    private void checkPushes() {
        var sockets = all(Operation.Subscribe.class).stream()
                .map(Operation.Subscribe::socket)
                .collect(Collectors.toSet());
        for (var push : all(Operation.Push.class)) {
            if (!sockets.contains(push.socket())) {
                report(
                        Kind.GARBAGE_READ,
                        "websocket " + push.socket(),
                        "has item %s, and has not subscribed"
                                .formatted(push.item().id()));
            }
        }
    }

    private void checkOneForEachToken(String thing, Map<String, Set<String>> effects) {
        var tokens = new LinkedHashMap<String, List<String>>();
        effects.forEach((token, ids) -> {
            if (ids.size() > 1) {
                report(Kind.NOT_IDEMPOTENT, "token " + token, "has more than one %s: %s".formatted(thing, ids));
            }
            ids.forEach(id -> tokens.computeIfAbsent(id, _ -> new ArrayList<>()).add(token));
        });
        tokens.forEach((id, all) -> {
            if (all.size() > 1) {
                report(Kind.NOT_IDEMPOTENT, thing + " " + id, "answers more than one token: " + all);
            }
        });
    }

    /** Contacts are there as soon as their start was answered or a list has had them. */
    private void checkList(
            Operation.ListContacts list, Map<String, Long> there, Set<String> answered, Map<String, Long> unresolved) {
        var listed = new LinkedHashSet<String>();
        for (var contact : list.contacts()) {
            if (!listed.add(contact)) {
                report(Kind.DUPLICATE, "contacts", "%s is listed twice".formatted(contact));
            }
        }
        var isLast = all(Operation.ListContacts.class).stream().noneMatch(other -> other.begin() > list.begin());
        there.forEach((contact, end) -> {
            if (end < list.begin() && !listed.contains(contact)) {
                report(isLast ? Kind.LOST_WRITE : Kind.STALE_READ, "contacts", contact + " is not listed");
            }
        });
        var unexplained =
                listed.stream().filter(contact -> !answered.contains(contact)).toList();
        var possible =
                unresolved.values().stream().filter(begin -> begin < list.end()).count();
        if (unexplained.size() > possible) {
            report(
                    Kind.GARBAGE_READ,
                    "contacts",
                    "%d starts have an unknown outcome, and these contacts have no answered start: %s"
                            .formatted(possible, unexplained));
        }
    }

    private void report(Kind kind, String where, String what) {
        anomalies.add(new Anomaly(kind, where, what));
    }
}
