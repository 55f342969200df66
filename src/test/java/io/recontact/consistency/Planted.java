package io.recontact.consistency;

import io.recontact.consistency.Operation.Disconnect;
import io.recontact.consistency.Operation.Item;
import io.recontact.consistency.Operation.ListContacts;
import io.recontact.consistency.Operation.Outcome;
import io.recontact.consistency.Operation.Push;
import io.recontact.consistency.Operation.Read;
import io.recontact.consistency.Operation.Send;
import io.recontact.consistency.Operation.Start;
import io.recontact.consistency.Operation.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A history in which a {@link Mutation} plants a violation. Methods return false if there is no place for it. */
final class Planted {

    final List<Operation> operations;
    private final Random random;

    Planted(List<Operation> operations, Random random) {
        this.operations = operations;
        this.random = random;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    private <T extends Operation> Stream<T> all(Class<T> type) {
        return operations.stream().filter(type::isInstance).map(type::cast);
    }

    <T extends Operation> boolean forOne(Class<T> type, Predicate<T> condition, Consumer<T> action) {
        var candidates = all(type).filter(condition).toList();
        if (candidates.isEmpty()) {
            return false;
        }
        action.accept(any(candidates));
        return true;
    }

    /** Takes the item of a send that satisfies a condition. */
    boolean forItem(Predicate<Send> condition, Consumer<Item> action) {
        return forOne(Send.class, condition, send -> action.accept(itemOf(send)));
    }

    private static Item itemOf(Send send) {
        return new Item(required(send.item()), send.content());
    }

    <T extends Operation> void change(Class<T> type, Predicate<T> condition, UnaryOperator<T> change) {
        operations.replaceAll(operation -> type.isInstance(operation) && condition.test(type.cast(operation))
                ? change.apply(type.cast(operation))
                : operation);
    }

    void changeReads(Predicate<Read> condition, UnaryOperator<List<Item>> change) {
        change(Read.class, condition, read -> with(read, change.apply(read.items())));
    }

    private static Read with(Read read, List<Item> items) {
        return new Read(read.session(), read.reader(), read.after(), items, read.begin(), read.end());
    }

    /** Changes one read, of a certain number of items or more, that is not the last one of its session. */
    boolean changeRead(int atLeast, Consumer<List<Item>> change) {
        return forOne(Read.class, read -> !isLast(read) && read.items().size() >= Math.max(atLeast, 1), read -> {
            var items = new ArrayList<>(read.items());
            change.accept(items);
            operations.set(operations.indexOf(read), with(read, items));
        });
    }

    private static boolean isLast(Read read) {
        return read.reader().equals("auditor");
    }

    boolean changeList(Consumer<List<String>> change) {
        return forOne(ListContacts.class, _ -> true, list -> {
            var contacts = new ArrayList<>(list.contacts());
            change.accept(contacts);
            operations.set(operations.indexOf(list), new ListContacts(contacts, list.begin(), list.end()));
        });
    }

    /** The start of a contact has no answer; one list has the contact, and the next one lacks it. */
    boolean loseContact() {
        return forOne(ListContacts.class, list -> !list.contacts().isEmpty(), list -> {
            var lost = any(list.contacts());
            change(
                    Start.class,
                    start -> lost.equals(start.contact()),
                    start -> new Start(start.token(), Outcome.INFO, null, start.begin(), start.end()));
            var others = list.contacts().stream()
                    .filter(contact -> !contact.equals(lost))
                    .toList();
            add(new ListContacts(others, list.end() + 1, list.end() + 2));
        });
    }

    /** A read from a position has the first item of the transcript as well. */
    boolean readFromBefore() {
        return forOne(Read.class, read -> read.after() != null, read -> {
            var items = new ArrayList<>(read.items());
            all(Read.class)
                    .filter(whole -> isLast(whole) && whole.session().equals(read.session()))
                    .forEach(whole -> items.addFirst(whole.items().getFirst()));
            operations.set(operations.indexOf(read), with(read, items));
        });
    }

    /** Nobody has seen the item. */
    void remove(Item item) {
        operations.removeIf(
                operation -> operation instanceof Push push && push.item().equals(item));
        changeReads(
                read -> read.items().contains(item),
                items -> items.stream().filter(each -> !each.equals(item)).toList());
    }

    /** An open websocket misses an item that was sent after it had subscribed. */
    boolean missPush() {
        return forOne(
                Push.class,
                push -> isOpen(push.socket()) && isSentAfter(push.item(), socket(push.socket())),
                operations::remove);
    }

    /** A client does not read what was sent while it had no websocket. */
    boolean skipGap() {
        return forOne(
                Read.class,
                this::hasWhatNoSocketHas,
                read -> operations.removeIf(operation ->
                        operation instanceof Read each && each.reader().equals(read.reader())));
    }

    private boolean hasWhatNoSocketHas(Read read) {
        var sockets = all(Subscribe.class)
                .filter(socket -> socket.reader().equals(read.reader()))
                .toList();
        return !sockets.isEmpty()
                && isOpen(sockets.getLast().socket())
                && read.items().stream()
                        .anyMatch(item -> isSentAfter(item, sockets.getFirst())
                                && all(Push.class)
                                        .noneMatch(push -> push.item().equals(item)
                                                && socket(push.socket())
                                                        .reader()
                                                        .equals(read.reader())));
    }

    private boolean isOpen(String socket) {
        return all(Disconnect.class).noneMatch(disconnect -> disconnect.socket().equals(socket));
    }

    private Subscribe socket(String name) {
        return all(Subscribe.class)
                .filter(socket -> socket.socket().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean isSentAfter(Item item, Subscribe socket) {
        return sends(item).findAny().isPresent() && sends(item).allMatch(send -> send.begin() > socket.end());
    }

    private Stream<Send> sends(Item item) {
        return all(Send.class).filter(send -> send.content().equals(item.content()));
    }

    /** A read lacks its last item, which was acknowledged before it began. */
    boolean readStale() {
        return forOne(
                Read.class,
                read -> !isLast(read)
                        && !read.items().isEmpty()
                        && sends(read.items().getLast())
                                .anyMatch(send -> send.outcome() == Outcome.OK && send.end() < read.begin()),
                read -> operations.set(
                        operations.indexOf(read),
                        with(read, read.items().subList(0, read.items().size() - 1))));
    }

    boolean swapPushes() {
        return forOne(Push.class, push -> next(push) != null, push -> {
            var next = required(next(push));
            operations.set(operations.indexOf(push), new Push(push.socket(), next.item(), push.at()));
            operations.set(operations.indexOf(next), new Push(push.socket(), push.item(), next.at()));
        });
    }

    private @Nullable Push next(Push push) {
        var pushes = all(Push.class)
                .filter(each -> each.socket().equals(push.socket()))
                .toList();
        var next = pushes.indexOf(push) + 1;
        return next < pushes.size() ? pushes.get(next) : null;
    }

    /** All readers see two items in an order that contradicts the times at which they were sent. */
    boolean swapForAll() {
        return forOne(Send.class, send -> successor(send) != null, send -> {
            var first = itemOf(send);
            var second = required(successor(send));
            change(Push.class, _ -> true, push -> new Push(push.socket(), swap(push.item(), first, second), push.at()));
            changeReads(
                    _ -> true,
                    items -> items.stream()
                            .map(item -> swap(item, first, second))
                            .toList());
        });
    }

    private @Nullable Item successor(Send send) {
        return all(Send.class)
                .filter(next -> send.outcome() == Outcome.OK
                        && next.outcome() == Outcome.OK
                        && next.session().equals(send.session())
                        && next.begin() > send.end()
                        && sends(itemOf(next)).allMatch(attempt -> attempt.begin() > send.end()))
                .map(Planted::itemOf)
                .findFirst()
                .orElse(null);
    }

    private static Item swap(Item item, Item first, Item second) {
        return item.equals(first) ? second : item.equals(second) ? first : item;
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The history has no place for the violation");
        }
        return value;
    }
}
