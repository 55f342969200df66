package io.recontact.flow;

import io.recontact.api.LogSampler;
import io.recontact.chat.participant.ConnectedParticipants;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.flow.RunState.OpenWait;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Step.WaitEvent;
import io.recontact.flow.language.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Performs single actions, in the transaction that continues the run. */
@Component
class Interpreter {

    private static final Logger log = LoggerFactory.getLogger(Interpreter.class);
    private static final LogSampler sampler = new LogSampler(log);

    static final int MAX_WAIT_SECONDS = 604_800;

    private final ContactData data;
    private final ContactSteps contacts;
    private final QueueSteps queues;
    private final MetricSteps metrics;
    private final RoutingSteps routing;
    private final LoopSteps loops;
    private final TaskSteps tasks;
    private final LambdaRequests lambdas;
    private final ModuleSteps modules;
    private final ViewSteps views;
    private final ContactFlowService flows;
    private final BotSteps bots;
    private final ChatSteps chats;
    private final FlowMessages messages;
    private final ConnectedParticipants participants;
    private final RandomGenerator random;

    Interpreter(
            ContactData data,
            ContactSteps contacts,
            QueueSteps queues,
            MetricSteps metrics,
            RoutingSteps routing,
            LoopSteps loops,
            TaskSteps tasks,
            LambdaRequests lambdas,
            ModuleSteps modules,
            ViewSteps views,
            ContactFlowService flows,
            BotSteps bots,
            ChatSteps chats,
            FlowMessages messages,
            ConnectedParticipants participants,
            RandomGenerator random) {
        this.data = data;
        this.contacts = contacts;
        this.queues = queues;
        this.metrics = metrics;
        this.routing = routing;
        this.loops = loops;
        this.tasks = tasks;
        this.lambdas = lambdas;
        this.modules = modules;
        this.views = views;
        this.flows = flows;
        this.bots = bots;
        this.chats = chats;
        this.messages = messages;
        this.participants = participants;
        this.random = random;
    }

    /** Makes the current data available to references. */
    void prepare(FlowExecution execution) {
        execution.data = data.of(execution);
    }

    StepResult perform(FlowExecution execution) {
        prepare(execution);
        return switch (execution.action().step()) {
            case Step.MessageParticipant(var text) -> say(execution, text.text(execution.data));
            case Step.DisconnectParticipant() -> new StepResult.Disconnect();
            case Step.EndFlowExecution() -> new StepResult.EndFlow();
            case Step.UpdateContactTargetQueue(var target) -> queues.target(execution, target);
            case Step.TransferContactToQueue() -> queues.transfer(execution);
            case Step.DequeueContactAndTransferToQueue(var target) -> queues.dequeueAndTransfer(execution, target);
            case Step.TransferToFlow(var flow) ->
                FlowResourceResolver.find(
                                flows, ContactFlowId::new, execution.segment.instance(), flow.text(execution.data))
                        .<StepResult>map(StepResult.TransferToFlow::new)
                        .orElseGet(StepResult::failed);
            case Step.InvokeFlowModule step -> modules.invoke(execution, step);
            case Step.EndFlowModuleExecution step -> modules.end(execution, step);
            case Step.ShowView step -> views.show(execution, step);
            case Step.UpdateContactAttributes step -> contacts.attributes(execution, step);
            case Step.UpdateFlowAttributes(var attributes) -> flowAttributes(execution, attributes);
            case Step.UpdateContactData step -> contacts.data(execution, step);
            case Step.TagContact(var tags) -> contacts.tag(execution, tags);
            case Step.UnTagContact(var keys) -> contacts.untag(execution, keys);
            case Step.UpdateContactEventHooks step -> contacts.hook(execution, step);
            case Step.UpdateContactRoutingBehavior step -> routing.position(execution, step);
            case Step.UpdateContactRoutingCriteria(var criteria) -> routing.criteria(execution, criteria);
            case Step.CreatePersistentContactAssociation step -> contacts.association(execution, step);
            case Step.Compare(var value) ->
                StepResult.result(value.find(execution.data).orElse(""));
            case Step.CheckHoursOfOperation(var hours) -> queues.checkHours(execution, hours);
            case Step.DistributeByPercentage() -> StepResult.result(String.valueOf(random.nextInt(1, 101)));
            case Step.Loop step -> loops.next(execution, step);
            case Step.CheckMetricData(var metric, var target) -> metrics.check(execution, metric, target);
            case Step.GetMetricData(var target, var channel) -> metrics.load(execution, target, channel);
            case Step.CreateTask step -> tasks.create(execution, step);
            case Step.Wait(var timeout, var events) ->
                waiting(execution, timeout.integer(execution.data).orElse(0), events);
            case Step.WaitAndContinue(var timeout, var minimum) ->
                waitAndContinue(
                        execution,
                        timeout.integer(execution.data).orElse(0),
                        minimum.integer(execution.data).orElse(-1));
            case Step.InvokeLambdaFunction step -> lambdas.call(execution, step);
            case Step.ConnectParticipantWithLexBot step -> bots.connect(execution, step);
            case Step.UpdateContactMediaProcessing step -> chats.process(execution, step);
            case Step.StartOutboundChatContact step -> chats.startOutbound(execution, step);
            case Step.NoEffect() -> StepResult.done();
            case Step.Unavailable(var error) -> unavailable(execution, error);
        };
    }

    private StepResult say(FlowExecution execution, String text) {
        return messages.say(execution, text) ? StepResult.done() : StepResult.failed();
    }

    /** Sets flow attributes, which have the same size limit as contact attributes. */
    private static StepResult flowAttributes(FlowExecution execution, Map<Value, Value> wanted) {
        var added = Value.texts(wanted, execution.data, ContactSteps.MAX_ATTRIBUTES);
        var all = new HashMap<>(execution.flowAttributes);
        added.ifPresent(all::putAll);
        var length = all.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (added.isEmpty() || length > ContactSteps.MAX_ATTRIBUTES) {
            return StepResult.failed();
        }
        execution.flowAttributes.putAll(all);
        return StepResult.done();
    }

    private static StepResult unavailable(FlowExecution execution, String error) {
        if (sampler.lets("unavailable")) {
            log.info(
                    "Contact {} takes the error branch {}: this service does not offer {}",
                    execution.segment.contact(),
                    error,
                    execution.action().type());
        }
        return StepResult.failed(error);
    }

    private StepResult waiting(FlowExecution execution, int seconds, Set<WaitEvent> events) {
        if (seconds < 1 || seconds > MAX_WAIT_SECONDS) {
            return StepResult.failed();
        }
        if (!execution.segment.isChat()) {
            // "It always branches to Time Expired or Error" (Administrator Guide, "Wait", of tasks).
            return new StepResult.Wait(Duration.ofSeconds(seconds), Set.of());
        }
        if (events.equals(Set.of(WaitEvent.BOT_PARTICIPANT_DISCONNECTED))
                && !participants.hasCustomBot(execution.segment.session())) {
            return StepResult.failed("ParticipantNotFound");
        }
        return new StepResult.Wait(Duration.ofSeconds(seconds), events);
    }

    /**
     * Starts a branch beside the wait. The run returns to the wait at its time limit. Only one wait can be open: "You
     * cannot have nested Wait blocks" (Administrator Guide, "Wait").
     */
    private static StepResult waitAndContinue(FlowExecution execution, int seconds, int minimum) {
        if (execution.openWait != null || seconds < 1 || minimum < 0 || Math.max(seconds, minimum) > MAX_WAIT_SECONDS) {
            return StepResult.failed();
        }
        execution.openWait = new OpenWait(
                execution.action().identifier(),
                execution.depth(),
                execution.now.plusSeconds(Math.max(seconds, minimum)));
        return StepResult.result("Continue");
    }
}
