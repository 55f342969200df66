package io.recontact.consistency;

import io.recontact.consistency.Anomaly.Kind;
import io.recontact.consistency.Operation.Item;
import io.recontact.consistency.Operation.Outcome;
import io.recontact.consistency.Operation.Read;
import io.recontact.consistency.Operation.Subscribe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the operations on one session. */
final class SessionChecker {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long ALWAYS = Long.MIN_VALUE;

    private final String session;
    private final List<Read> reads = new ArrayList<>();
    private final Map<String, Subscribe> sockets = new LinkedHashMap<>();
    private final Map<String, List<Operation.Push>> pushes = new HashMap<>();
    private final Set<String> closed = new HashSet<>();

    /** By the content, which is unique. */
    private final Map<String, LogicalSend> sends = new LinkedHashMap<>();

    /** The order of all items: that of the longest whole read. */
    private List<Item> order = List.of();

    private final Map<String, Integer> positions = new HashMap<>();

    /** The time from which on each read must contain an item: it was acknowledged, or a reader has seen it. */
    private final Map<String, Long> visible = new LinkedHashMap<>();

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();
    private final Set<Anomaly> anomalies = new LinkedHashSet<>();

    /** All attempts with one client token. */
    private static final class LogicalSend {
        private final String token;
        private long begin = NEVER;
        private boolean isRefused = true;

        LogicalSend(String token) {
            this.token = token;
        }
    }

    SessionChecker(String session, List<Operation> operations) {
        this.session = session;
        for (var operation : operations) {
            switch (operation) {
                case Operation.Send send when send.session().equals(session) -> add(send);
                case Read read when read.session().equals(session) -> reads.add(read);
                case Subscribe subscribe
                when subscribe.session().equals(session) -> sockets.put(subscribe.socket(), subscribe);
                case Operation.Push push ->
                    pushes.computeIfAbsent(push.socket(), _ -> new ArrayList<>())
                            .add(push);
                case Operation.Disconnect disconnect -> closed.add(disconnect.socket());
                default -> {}
            }
        }
    }

    private void add(Operation.Send send) {
        var logical = sends.computeIfAbsent(send.content(), _ -> new LogicalSend(send.token()));
        if (!logical.token.equals(send.token())) {
            throw new IllegalArgumentException("Two tokens send the same content, so the history cannot be judged");
        }
        logical.begin = Math.min(logical.begin, send.begin());
        logical.isRefused &= send.outcome() == Outcome.FAIL;
        if (send.item() != null) {
            identify(new Item(send.item(), send.content()));
            visible.merge(send.item(), send.end(), Math::min);
        }
    }

    /** The number of items in the longest transcript. */
    int kept() {
        return order.size();
    }

    Set<Anomaly> check() {
        findOrder();
        reads.forEach(read -> read.items().forEach(item -> see(item, nameOf(read), read.end())));
        sockets.keySet()
                .forEach(socket -> pushes.getOrDefault(socket, List.of())
                        .forEach(push -> see(push.item(), "websocket " + socket, push.at())));
        checkRealTimeOrder();
        checkAllAreKept();
        reads.forEach(this::checkRead);
        sockets.values().forEach(this::checkSocket);
        checkReaders();
        return anomalies;
    }

    private void findOrder() {
        order = reads.stream()
                .filter(read -> read.after() == null)
                .max(Comparator.comparingInt(read -> read.items().size()))
                .map(read -> distinct(read.items(), nameOf(read)))
                .orElse(List.of());
        for (int i = 0; i < order.size(); i++) {
            positions.put(order.get(i).id(), i);
        }
    }

    /** A reader has an item at this time. */
    private void see(Item item, String where, long at) {
        identify(item);
        visible.merge(item.id(), at, Math::min);
        if (item.content() == null) {
            return;
        }
        var send = sends.get(item.content());
        if (send == null) {
            report(Kind.GARBAGE_READ, "%s has item %s, which nobody has sent".formatted(where, item.id()));
        } else if (at < send.begin) {
            report(Kind.GARBAGE_READ, "%s has item %s before it was sent".formatted(where, item.id()));
        } else if (send.isRefused) {
            report(Kind.ABORTED_READ, "%s has item %s, which was refused".formatted(where, item.id()));
        }
    }

    /** An id has one content, and a content one id. */
    private void identify(Item item) {
        if (item.content() == null) {
            return;
        }
        var id = ids.putIfAbsent(item.content(), item.id());
        if (id != null && !id.equals(item.id())) {
            report(Kind.NOT_IDEMPOTENT, "items %s and %s have the content of one send".formatted(id, item.id()));
        }
        var content = contents.putIfAbsent(item.id(), item.content());
        if (content != null && !content.equals(item.content())) {
            report(Kind.GARBAGE_READ, "item %s has two contents".formatted(item.id()));
        }
    }

    private void checkRealTimeOrder() {
        var earliest = NEVER;
        var successor = "";
        for (var item : order.reversed()) {
            if (earliest < begin(item)) {
                report(
                        Kind.REAL_TIME_ORDER,
                        "item %s stands before %s, and was sent after that was there".formatted(item.id(), successor));
            }
            var at = visible.getOrDefault(item.id(), NEVER);
            if (at < earliest) {
                earliest = at;
                successor = item.id();
            }
        }
    }

    private void checkAllAreKept() {
        var last = reads.stream()
                .filter(read -> read.after() == null)
                .max(Comparator.comparingLong(Read::begin))
                .orElse(null);
        var kept = last == null ? Set.<String>of() : idsOf(last.items());
        visible.forEach((id, at) -> {
            if (last == null || (last.begin() <= at && !kept.contains(id))) {
                report(Kind.NEVER_READ, "no whole read began after item %s was there".formatted(id));
            } else if (!kept.contains(id)) {
                report(Kind.LOST_WRITE, "item %s is not in the last whole read".formatted(id));
            }
        });
    }

    private void checkRead(Read read) {
        var where = nameOf(read);
        var items = distinct(read.items(), where);
        checkOrder(items, where);
        var has = idsOf(items);
        var after = read.after() == null ? -1 : positions.getOrDefault(read.after(), order.size());
        visible.forEach((id, at) -> {
            // The last whole read decides about items that are not in the order.
            if (at < read.begin() && positions.getOrDefault(id, -1) > after && !has.contains(id)) {
                report(
                        isReadLater(id, read) ? Kind.STALE_READ : Kind.LOST_WRITE,
                        "%s lacks item %s, which was there before it began".formatted(where, id));
            }
        });
        for (var item : items) {
            if (positions.getOrDefault(item.id(), Integer.MAX_VALUE) <= after) {
                report(
                        Kind.INCOMPATIBLE_ORDER,
                        "%s has item %s, which does not stand behind its beginning".formatted(where, item.id()));
            }
        }
        var last = lastPosition(items);
        for (int i = after + 1; i < last; i++) {
            var id = order.get(i).id();
            if (!has.contains(id) && visible.getOrDefault(id, NEVER) >= read.begin()) {
                report(Kind.INCOMPATIBLE_ORDER, "%s lacks item %s, but has later ones".formatted(where, id));
            }
        }
    }

    private boolean isReadLater(String id, Read than) {
        return reads.stream()
                .anyMatch(read ->
                        read.begin() > than.begin() && idsOf(read.items()).contains(id));
    }

    private void checkSocket(Subscribe socket) {
        var where = "websocket " + socket.socket();
        var items = distinct(pushed(socket), where);
        checkOrder(items, where);
        var has = idsOf(items);
        var first = items.stream()
                .mapToInt(item -> positions.getOrDefault(item.id(), order.size()))
                .min()
                .orElse(order.size());
        var end = closed.contains(socket.socket()) ? lastPosition(items) : order.size();
        for (int i = 0; i < end; i++) {
            var item = order.get(i);
            if ((i > first || begin(item) > socket.end()) && !has.contains(item.id())) {
                report(Kind.LOST_DELIVERY, "%s has not received item %s".formatted(where, item.id()));
            }
        }
    }

    /** A client whose last websocket is open has received everything since its first one. */
    private void checkReaders() {
        var firsts = new LinkedHashMap<String, Subscribe>();
        var lasts = new HashMap<String, Subscribe>();
        var received = new HashMap<String, Set<String>>();
        for (var socket : sockets.values()) {
            firsts.merge(socket.reader(), socket, (a, b) -> a.begin() <= b.begin() ? a : b);
            lasts.merge(socket.reader(), socket, (a, b) -> a.begin() > b.begin() ? a : b);
            received.computeIfAbsent(socket.reader(), _ -> new HashSet<>()).addAll(idsOf(pushed(socket)));
        }
        for (var read : reads) {
            received.computeIfAbsent(read.reader(), _ -> new HashSet<>()).addAll(idsOf(read.items()));
        }
        firsts.forEach((reader, first) -> {
            var last = lasts.get(reader);
            if (last == null || closed.contains(last.socket())) {
                return;
            }
            for (var item : order) {
                if (begin(item) > first.end()
                        && !received.getOrDefault(reader, Set.of()).contains(item.id())) {
                    report(Kind.LOST_DELIVERY, "reader %s has not received item %s".formatted(reader, item.id()));
                }
            }
        });
    }

    private void checkOrder(List<Item> items, String where) {
        var before = -1;
        for (var item : items) {
            var position = positions.get(item.id());
            if (position == null) {
                continue;
            }
            if (position < before) {
                report(
                        Kind.INCOMPATIBLE_ORDER,
                        "%s has item %s behind %s"
                                .formatted(where, item.id(), order.get(before).id()));
            }
            before = position;
        }
    }

    private int lastPosition(List<Item> items) {
        return items.stream()
                .mapToInt(item -> positions.getOrDefault(item.id(), -1))
                .max()
                .orElse(-1);
    }

    private List<Item> distinct(List<Item> items, String where) {
        var distinct = new LinkedHashMap<String, Item>();
        var known = new HashSet<String>();
        for (var item : items) {
            if (distinct.putIfAbsent(item.id(), item) != null
                    || (item.content() != null && !known.add(item.content()))) {
                report(Kind.DUPLICATE, "%s has item %s, or its content, twice".formatted(where, item.id()));
            }
        }
        return List.copyOf(distinct.values());
    }

    private List<Item> pushed(Subscribe socket) {
        return pushes.getOrDefault(socket.socket(), List.of()).stream()
                .map(Operation.Push::item)
                .toList();
    }

    /** Items of the service itself have no known begin. */
    private long begin(Item item) {
        var send = item.content() == null ? null : sends.get(item.content());
        return send == null ? ALWAYS : send.begin;
    }

    private static Set<String> idsOf(List<Item> items) {
        var ids = new HashSet<String>();
        items.forEach(item -> ids.add(item.id()));
        return ids;
    }

    private static String nameOf(Read read) {
        return "the read of %s at %d".formatted(read.reader(), read.begin());
    }

    private void report(Kind kind, String what) {
        anomalies.add(new Anomaly(kind, session, what));
    }
}
