package io.recontact.flow;

import io.recontact.chat.ContentTypes;
import io.recontact.chat.CustomBots;
import io.recontact.directory.ContactFlowId;
import io.recontact.directory.Flows;
import io.recontact.flow.RunState.OpenWait;
import io.recontact.language.Step;
import io.recontact.language.Step.WaitEvent;
import io.recontact.language.Value;
import io.recontact.transcript.ItemType;
import io.recontact.transcript.NewItem;
import io.recontact.transcript.Sender;
import io.recontact.transcript.Transcript;
import io.recontact.wire.Ids;
import io.recontact.wire.LogSampler;
import io.recontact.wire.ParticipantRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Performs actions, each in the transaction of its turn. */
@Component
class Interpreter {

    private static final Logger log = LoggerFactory.getLogger(Interpreter.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final int MAX_MESSAGE = 16_384;
    private static final int MAX_WAIT_SECONDS = 604_800;

    private final ContactData data;
    private final ContactSteps contacts;
    private final QueueSteps queues;
    private final MetricSteps metrics;
    private final LoopSteps loops;
    private final TaskSteps tasks;
    private final LambdaEvents lambdas;
    private final Flows flows;
    private final Transcript transcript;
    private final CustomBots bots;
    private final RandomGenerator random;
    private final Ids ids;

    Interpreter(
            ContactData data,
            ContactSteps contacts,
            QueueSteps queues,
            MetricSteps metrics,
            LoopSteps loops,
            TaskSteps tasks,
            LambdaEvents lambdas,
            Flows flows,
            Transcript transcript,
            CustomBots bots,
            RandomGenerator random,
            Ids ids) {
        this.data = data;
        this.contacts = contacts;
        this.queues = queues;
        this.metrics = metrics;
        this.loops = loops;
        this.tasks = tasks;
        this.lambdas = lambdas;
        this.flows = flows;
        this.transcript = transcript;
        this.bots = bots;
        this.random = random;
        this.ids = ids;
    }

    /** Lets references be resolved as things are now. */
    void prepare(Turn turn) {
        turn.data = data.of(turn);
    }

    Progress perform(Turn turn) {
        prepare(turn);
        return switch (turn.action().step()) {
            case Step.MessageParticipant(var text) -> say(turn, text.text(turn.data));
            case Step.DisconnectParticipant() -> new Progress.Disconnects();
            case Step.EndFlowExecution() -> new Progress.Leaves();
            case Step.UpdateContactTargetQueue(var target) -> queues.target(turn, target);
            case Step.TransferContactToQueue() -> queues.transfer(turn);
            case Step.DequeueContactAndTransferToQueue(var target) -> queues.dequeueAndTransfer(turn, target);
            case Step.TransferToFlow(var flow) ->
                FlowNames.parse("contact-flow", turn.segment.instance(), flow.text(turn.data))
                        .flatMap(id -> flows.findRunnable(turn.segment.instance(), new ContactFlowId(id)))
                        .<Progress>map(Progress.Jumps::new)
                        .orElseGet(Progress::failed);
            case Step.UpdateContactAttributes step -> contacts.attributes(turn, step);
            case Step.UpdateFlowAttributes(var attributes) -> flowAttributes(turn, attributes);
            case Step.UpdateContactData step -> contacts.data(turn, step);
            case Step.TagContact(var tags) -> contacts.tag(turn, tags);
            case Step.UnTagContact(var keys) -> contacts.untag(turn, keys);
            case Step.UpdateContactEventHooks step -> contacts.hook(turn, step);
            case Step.UpdateContactRoutingBehavior step -> contacts.routing(turn, step);
            case Step.CreatePersistentContactAssociation step -> contacts.association(turn, step);
            case Step.Compare(var value) ->
                Progress.result(value.find(turn.data).orElse(""));
            case Step.CheckHoursOfOperation(var hours) -> queues.checkHours(turn, hours);
            case Step.DistributeByPercentage() -> Progress.result(String.valueOf(random.nextInt(1, 101)));
            case Step.Loop step -> loops.next(turn, step);
            case Step.CheckMetricData(var metric, var target) -> metrics.check(turn, metric, target);
            case Step.GetMetricData(var target, var channel) -> metrics.load(turn, target, channel);
            case Step.CreateTask step -> tasks.create(turn, step);
            case Step.Wait(var timeout, var events) ->
                waiting(turn, timeout.integer(turn.data).orElse(0), events);
            case Step.WaitAndContinue(var timeout, var minimum) ->
                waitAndContinue(
                        turn,
                        timeout.integer(turn.data).orElse(0),
                        minimum.integer(turn.data).orElse(-1));
            case Step.InvokeLambdaFunction step -> lambdas.call(turn, step);
            case Step.NoEffect() -> Progress.done();
            case Step.Unavailable(var error) -> unavailable(turn, error);
        };
    }

    private Progress say(Turn turn, String text) {
        if (!turn.segment.isChat() || text.isBlank() || text.length() > MAX_MESSAGE) {
            return Progress.failed();
        }
        var session = turn.segment.session();
        var item = new NewItem(
                ids.next(),
                ItemType.MESSAGE,
                ContentTypes.PLAIN,
                text,
                // Nobody joins as the system; it is the same in all segments and on all nodes.
                new Sender(
                        UUID.nameUUIDFromBytes(("SYSTEM " + session).getBytes(StandardCharsets.UTF_8)),
                        "SYSTEM_MESSAGE",
                        ParticipantRole.SYSTEM),
                List.of());
        return transcript.append(session, item, turn.now).isPresent() ? Progress.done() : Progress.failed();
    }

    /** They have as much room as attributes of contacts. */
    private static Progress flowAttributes(Turn turn, Map<Value, Value> wanted) {
        var added = Value.texts(wanted, turn.data, ContactSteps.MAX_ATTRIBUTES);
        var all = new HashMap<>(turn.flowAttributes);
        added.ifPresent(all::putAll);
        var length = all.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (added.isEmpty() || length > ContactSteps.MAX_ATTRIBUTES) {
            return Progress.failed();
        }
        turn.flowAttributes.putAll(all);
        return Progress.done();
    }

    private static Progress unavailable(Turn turn, String error) {
        if (sampler.lets("unavailable")) {
            log.info(
                    "Contact {} takes the branch of {}: {} is not offered here",
                    turn.segment.contact(),
                    error,
                    turn.action().type());
        }
        return Progress.failed(error);
    }

    private Progress waiting(Turn turn, int seconds, Set<WaitEvent> events) {
        if (seconds < 1 || seconds > MAX_WAIT_SECONDS) {
            return Progress.failed();
        }
        if (!turn.segment.isChat()) {
            // "It always branches to Time Expired or Error" (Administrator Guide, "Wait", of tasks).
            return new Progress.Waits(Duration.ofSeconds(seconds), Set.of());
        }
        if (events.equals(Set.of(WaitEvent.BOT_PARTICIPANT_DISCONNECTED)) && !bots.isIn(turn.segment.session())) {
            return Progress.failed("ParticipantNotFound");
        }
        return new Progress.Waits(Duration.ofSeconds(seconds), events);
    }

    /**
     * The wait goes on while its branch runs, and takes the run over when it is over. One at a time: "You cannot have
     * nested Wait blocks" (Administrator Guide, "Wait").
     */
    private static Progress waitAndContinue(Turn turn, int seconds, int minimum) {
        if (turn.open != null || seconds < 1 || minimum < 0 || Math.max(seconds, minimum) > MAX_WAIT_SECONDS) {
            return Progress.failed();
        }
        turn.open = new OpenWait(turn.action().identifier(), turn.now.plusSeconds(Math.max(seconds, minimum)));
        return Progress.result("Continue");
    }
}
