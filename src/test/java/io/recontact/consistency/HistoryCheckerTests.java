package io.recontact.consistency;

import static io.recontact.consistency.Operation.Outcome.FAIL;
import static io.recontact.consistency.Operation.Outcome.INFO;
import static io.recontact.consistency.Operation.Outcome.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.recontact.consistency.Anomaly.Kind;
import io.recontact.consistency.Operation.Item;
import io.recontact.consistency.Operation.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories of a few lines, on both sides of each rule. */
class HistoryCheckerTests {

    @Test
    void letsConcurrentSendsStandInAnyOrder() {
        assertThat(kinds(send("a", OK, 0, 10), send("b", OK, 5, 15), read(20, 21, "b", "a")))
                .isEmpty();
    }

    @Test
    void keepsTheOrderOfSendsThatFollowEachOther() {
        assertThat(kinds(send("a", OK, 0, 4), send("b", OK, 5, 15), read(20, 21, "b", "a")))
                .containsExactly(Kind.REAL_TIME_ORDER);
    }

    @Test
    void letsAnUnknownOutcomeHappenLaterOrNever() {
        var unknown = send("a", INFO, 0, 4);
        assertThat(kinds(unknown, send("b", OK, 5, 15), read(20, 21, "b", "a"))).isEmpty();
        assertThat(kinds(unknown, send("b", OK, 5, 15), read(20, 21, "b"))).isEmpty();
    }

    @Test
    void keepsAnUnknownOutcomeThatOneReaderHasSeen() {
        var unknown = send("a", INFO, 0, 4);
        assertThat(kinds(unknown, read(5, 6, "a"), read(7, 8), read(9, 10, "a")))
                .containsExactly(Kind.STALE_READ);
        assertThat(kinds(unknown, read(5, 6, "a"), read(7, 8))).containsExactly(Kind.LOST_WRITE);
    }

    @Test
    void countsAttemptsWithOneTokenAsOneSend() {
        assertThat(kinds(
                        send("a", INFO, 0, 4),
                        send("b", OK, 5, 6),
                        send("a", FAIL, 7, 8),
                        send("a", OK, 9, 10),
                        read(20, 21, "a", "b")))
                .isEmpty();
    }

    @Test
    void doesNotShowARefusedSend() {
        assertThat(kinds(send("a", FAIL, 0, 4), read(5, 6, "a"))).containsExactly(Kind.ABORTED_READ);
    }

    @Test
    void letsAReadDuringASendSeeItOrNot() {
        var send = send("a", OK, 0, 10);
        assertThat(kinds(send, read(5, 6), read(20, 21, "a"))).isEmpty();
        assertThat(kinds(send, read(5, 6, "a"), read(20, 21, "a"))).isEmpty();
    }

    @Test
    void findsAReadThatSkipsAnItem() {
        assertThat(kinds(send("a", OK, 0, 10), send("b", OK, 0, 10), read(5, 6, "b"), read(20, 21, "a", "b")))
                .containsExactly(Kind.INCOMPATIBLE_ORDER);
    }

    @Test
    void expectsFromAPartOfATranscriptTheRestOnly() {
        var sends = Stream.of(send("a", OK, 0, 4), send("b", OK, 5, 6), read(20, 21, "a", "b"));
        var rest = new Operation.Read("chat", "reader", "item a", items("b"), 7, 8);
        assertThat(kinds(Stream.concat(sends, Stream.of(rest)))).isEmpty();
    }

    @Test
    void expectsOfAWebsocketWhatIsSentAfterItHasSubscribed() {
        var history = List.of(
                send("a", OK, 0, 4),
                new Operation.Subscribe("chat", "reader", "socket", 2, 5),
                send("b", OK, 6, 7),
                read(20, 21, "a", "b"));
        assertThat(kinds(history.stream())).containsExactly(Kind.LOST_DELIVERY);
        assertThat(kinds(Stream.concat(history.stream(), Stream.of(push("b"))))).isEmpty();
    }

    @Test
    void expectsOfAReaderWhatItsLostWebsocketHasMissed() {
        var history = List.of(
                new Operation.Subscribe("chat", "reader", "lost", 0, 1),
                send("a", OK, 2, 3),
                new Operation.Disconnect("lost", 2),
                new Operation.Subscribe("chat", "reader", "socket", 5, 6),
                new Operation.Read("chat", "auditor", null, items("a"), 20, 21));
        assertThat(kinds(history.stream())).containsExactly(Kind.LOST_DELIVERY);
        assertThat(kinds(Stream.concat(history.stream(), Stream.of(read(7, 8, "a")))))
                .isEmpty();
    }

    @Test
    void provesNothingWithoutARead() {
        assertThat(kinds(send("a", OK, 0, 4), read(2, 5))).containsExactly(Kind.NEVER_READ);
    }

    @Test
    void explainsAContactByAStartWithoutAnAnswer() {
        var answered = new Operation.Start("first", OK, "one", 0, 1);
        var list = new Operation.ListContacts(List.of("one", "two"), 9, 10);
        assertThat(kinds(answered, list)).containsExactly(Kind.GARBAGE_READ);
        assertThat(kinds(answered, new Operation.Start("second", INFO, null, 2, 3), list))
                .isEmpty();
        assertThat(kinds(answered, new Operation.Start("first", INFO, null, 2, 3), list))
                .containsExactly(Kind.GARBAGE_READ);
    }

    @Test
    void keepsAContactThatOneListHas() {
        var unknown = new Operation.Start("first", INFO, null, 0, 1);
        var empty = new Operation.ListContacts(List.of(), 2, 3);
        var list = new Operation.ListContacts(List.of("one"), 5, 6);
        assertThat(kinds(unknown, empty, list)).isEmpty();
        assertThat(kinds(unknown, list, new Operation.ListContacts(List.of(), 6, 7)))
                .isEmpty();
        assertThat(kinds(unknown, list, new Operation.ListContacts(List.of(), 7, 8)))
                .containsExactly(Kind.LOST_WRITE);
    }

    @Test
    void refusesAHistoryWhoseContentsAreNotUnique() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> kinds(send("a", OK, 0, 4), new Operation.Send("chat", "other", "a", OK, "item b", 5, 6)));
    }

    private static Set<Kind> kinds(Operation... operations) {
        return kinds(Stream.of(operations));
    }

    private static Set<Kind> kinds(Stream<? extends Operation> operations) {
        return HistoryChecker.check(
                        new History(operations.map(Operation.class::cast).toList()))
                .kinds();
    }

    private static Operation send(String name, Outcome outcome, long begin, long end) {
        return new Operation.Send("chat", "token " + name, name, outcome, idIf(outcome == OK, name), begin, end);
    }

    private static @Nullable String idIf(boolean isAnswered, String name) {
        return isAnswered ? "item " + name : null;
    }

    private static Operation read(long begin, long end, String... names) {
        return new Operation.Read("chat", "reader", null, items(names), begin, end);
    }

    private static Operation push(String name) {
        return new Operation.Push("socket", items(name).getFirst(), 10);
    }

    private static List<Item> items(String... names) {
        return Stream.of(names).map(name -> new Item("item " + name, name)).toList();
    }
}
