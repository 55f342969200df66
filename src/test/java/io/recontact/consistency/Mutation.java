package io.recontact.consistency;

import io.recontact.consistency.Anomaly.Kind;
import io.recontact.consistency.Operation.Item;
import io.recontact.consistency.Operation.ListContacts;
import io.recontact.consistency.Operation.Outcome;
import io.recontact.consistency.Operation.Push;
import io.recontact.consistency.Operation.Read;
import io.recontact.consistency.Operation.Send;
import io.recontact.consistency.Operation.Start;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Violations to plant in a valid history, each with the anomaly that the checker must report. */
public enum Mutation {
    LOST_ITEM(Kind.LOST_WRITE, history -> history.forItem(Mutation::isAcknowledged, history::remove)),
    LOST_FROM_THE_LAST_READ(
            Kind.LOST_WRITE,
            history -> history.forItem(
                    Mutation::isAcknowledged,
                    item -> history.changeReads(
                            read -> read.reader().equals("auditor"), items -> without(items, item)))),
    LOST_CONTACT(Kind.LOST_WRITE, history -> history.changeList(List::removeFirst)),
    LOST_CONTACT_OF_AN_UNKNOWN_START(Kind.LOST_WRITE, Planted::loseContact),
    MISSED_PUSH(Kind.LOST_DELIVERY, Planted::missPush),
    GAP_NOT_READ(Kind.LOST_DELIVERY, Planted::skipGap),
    STALE_READ(Kind.STALE_READ, Planted::readStale),
    DOUBLED_IN_A_READ(Kind.DUPLICATE, history -> history.changeRead(1, items -> items.add(history.any(items)))),
    DOUBLED_PUSH(Kind.DUPLICATE, history -> history.forOne(Push.class, _ -> true, history::add)),
    DOUBLED_CONTACT(Kind.DUPLICATE, history -> history.changeList(contacts -> contacts.add(contacts.getFirst()))),
    STORED_TWICE(
            Kind.DUPLICATE,
            history -> history.forItem(
                    Mutation::isAcknowledged,
                    item -> history.changeReads(
                            read -> read.items().contains(item),
                            items -> with(items, new Item("another", item.content()))))),
    SWAPPED_IN_A_READ(
            Kind.INCOMPATIBLE_ORDER, history -> history.changeRead(2, items -> Collections.swap(items, 0, 1))),
    SWAPPED_PUSHES(Kind.INCOMPATIBLE_ORDER, Planted::swapPushes),
    READ_FROM_BEFORE_ITS_BEGINNING(Kind.INCOMPATIBLE_ORDER, Planted::readFromBefore),
    SWAPPED_FOR_ALL(Kind.REAL_TIME_ORDER, Planted::swapForAll),
    PHANTOM_IN_A_READ(
            Kind.GARBAGE_READ, history -> history.changeRead(0, items -> items.add(new Item("phantom", "never sent")))),
    PHANTOM_PUSH(
            Kind.GARBAGE_READ,
            history -> history.forOne(
                    Push.class,
                    _ -> true,
                    push -> history.add(new Push(push.socket(), new Item("phantom", "never sent"), push.at())))),
    PUSH_WITHOUT_A_SUBSCRIPTION(
            Kind.GARBAGE_READ,
            history -> history.forOne(
                    Push.class, _ -> true, push -> history.add(new Push("another", push.item(), push.at())))),
    PHANTOM_CONTACT(Kind.GARBAGE_READ, history -> history.changeList(contacts -> contacts.add("phantom"))),
    SEEN_BEFORE_IT_WAS_SENT(
            Kind.GARBAGE_READ,
            history -> history.forOne(
                    Push.class,
                    push -> push.item().content() != null,
                    push -> history.change(
                            Send.class,
                            isOf(push.item()),
                            send -> new Send(
                                    send.session(),
                                    send.token(),
                                    send.content(),
                                    send.outcome(),
                                    send.item(),
                                    push.at() + 1,
                                    push.at() + 2)))),
    REFUSED_BUT_SEEN(
            Kind.ABORTED_READ,
            history -> history.forItem(
                    Mutation::isAcknowledged,
                    item -> history.change(
                            Send.class,
                            isOf(item),
                            send -> new Send(
                                    send.session(),
                                    send.token(),
                                    send.content(),
                                    Outcome.FAIL,
                                    null,
                                    send.begin(),
                                    send.end())))),
    TWO_ITEMS_FOR_A_TOKEN(
            Kind.NOT_IDEMPOTENT,
            history -> history.forOne(
                    Send.class,
                    Mutation::isAcknowledged,
                    send -> history.add(new Send(
                            send.session(),
                            send.token(),
                            send.content(),
                            Outcome.OK,
                            "another",
                            send.begin(),
                            send.end())))),
    TWO_CONTACTS_FOR_A_TOKEN(
            Kind.NOT_IDEMPOTENT,
            history -> history.forOne(
                    Start.class,
                    _ -> true,
                    start -> history.add(new Start(start.token(), Outcome.OK, "another", start.begin(), start.end())))),
    A_CONTACT_FOR_TWO_TOKENS(
            Kind.NOT_IDEMPOTENT,
            history -> history.forOne(
                    Start.class,
                    start -> start.outcome() == Outcome.OK,
                    start -> history.add(
                            new Start("another", Outcome.OK, start.contact(), start.begin(), start.end())))),
    NO_WHOLE_READ(
            Kind.NEVER_READ,
            history ->
                    history.operations.removeIf(operation -> operation instanceof Read read && read.after() == null)),
    NO_LIST(Kind.NEVER_READ, history -> history.operations.removeIf(ListContacts.class::isInstance));

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final Predicate<Planted> plant;

    Mutation(Kind kind, Predicate<Planted> plant) {
        this.kind = kind;
        this.plant = plant;
    }

    /** The anomaly that the checker must report. */
    public Kind kind() {
        return kind;
    }

    /** Returns the operations with the violation, or unchanged if there is no place for it. */
    public List<Operation> plant(List<Operation> valid, Random random) {
        var planted = new Planted(new ArrayList<>(valid), random);
        return plant.test(planted) ? planted.operations : valid;
    }

    private static boolean isAcknowledged(Send send) {
        return send.outcome() == Outcome.OK;
    }

    private static Predicate<Send> isOf(Item item) {
        return send -> send.content().equals(item.content());
    }

    private static List<Item> without(List<Item> items, Item item) {
        return items.stream().filter(each -> !each.equals(item)).toList();
    }

    private static List<Item> with(List<Item> items, Item item) {
        var all = new ArrayList<>(items);
        all.add(item);
        return all;
    }
}
