package io.recontact.webhook.processing;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.recontact.chat.message.HeldMessage;
import io.recontact.chat.message.HeldMessageService;
import io.recontact.chat.message.MessageHeld;
import io.recontact.chat.message.ProcessingLease;
import io.recontact.chat.transcript.Processing;
import io.recontact.webhook.EndpointDispatcher;
import io.recontact.webhook.LambdaFunction;
import io.recontact.webhook.LambdaFunctions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Decides the held messages of a chat one by one, and publishes each before it asks about the next. Calls are made
 * outside of any transaction.
 */
@Component
class MessageProcessor {

    /** The highest number of messages decided under one lease, so that other chats have their turn. */
    private static final int BATCH = 50;

    /** The name of the dispatcher for functions that the settings no longer have. */
    private static final String UNMAPPED = "unmapped";

    private final HeldMessageService held;
    private final LambdaFunctions functions;
    private final ProcessorCall call;
    private final ProcessingProperties settings;
    private final MeterProvider<Timer> delays;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageProcessor(
            HeldMessageService held,
            LambdaFunctions functions,
            ProcessorCall call,
            ProcessingProperties settings,
            MeterRegistry meters,
            ApplicationEventPublisher events,
            Clock clock) {
        this.held = held;
        this.functions = functions;
        this.call = call;
        this.settings = settings;
        this.delays = Timer.builder("recontact.processing.delay")
                .description("Time from a message until its processor has decided it")
                .withRegistry(meters);
        for (var function : functions.lambdaFunctions()) {
            for (var outcome : Processing.values()) {
                delays(function.arn(), outcome);
            }
        }
        this.events = events;
        this.clock = clock;
    }

    /** The dispatchers of all functions, and of those that no node maps any more. */
    List<EndpointDispatcher<ProcessingLease>> dispatchers() {
        return Stream.concat(
                        functions.lambdaFunctions().stream().map(function -> dispatcher(function.arn(), function)),
                        Stream.of(dispatcher(UNMAPPED, null)))
                .toList();
    }

    private EndpointDispatcher<ProcessingLease> dispatcher(String name, @Nullable LambdaFunction function) {
        return new EndpointDispatcher<>(name, settings.atOnce(), new EndpointDispatcher.Work<>() {
            @Override
            public List<ProcessingLease> take(int limit) {
                return function == null ? takeUnmapped(limit) : held.take(function.arn(), limit, leaseEnd());
            }

            @Override
            public boolean deliver(ProcessingLease lease, BooleanSupplier isOpen) {
                return process(lease, function, isOpen);
            }
        });
    }

    /** Takes what has waited for longer than a lease: another node may have settings with the function. */
    private List<ProcessingLease> takeUnmapped(int limit) {
        var mapped =
                functions.lambdaFunctions().stream().map(LambdaFunction::arn).toList();
        return held.takeOthers(mapped, clock.instant().minus(settings.lease()), limit, leaseEnd());
    }

    private boolean process(ProcessingLease lease, @Nullable LambdaFunction function, BooleanSupplier isOpen) {
        for (int i = 0; i < BATCH; i++) {
            if (!isOpen.getAsBoolean()) {
                held.giveBack(lease, null);
                return false;
            }
            var next = held.next(lease, leaseEnd());
            if (next.isEmpty()) {
                return false;
            }
            var message = next.get();
            var processor = message.processorArn();
            if (processor != null && !isOf(function, processor)) {
                held.giveBack(lease, processor);
                events.publishEvent(new MessageHeld(processor));
                return false;
            }
            var decision = decide(function, message);
            if (!held.publish(lease, message, decision.content(), decision.processing())) {
                return false;
            }
            record(message, decision);
        }
        held.giveBack(lease, null);
        return true;
    }

    /** Returns whether messages of a processor are decided by a function, or by the dispatcher of those without one. */
    private boolean isOf(@Nullable LambdaFunction function, String processor) {
        return function == null
                ? functions.find(processor).isEmpty()
                : function.arn().equals(processor);
    }

    private Decision decide(@Nullable LambdaFunction function, HeldMessage message) {
        if (message.processorArn() == null) {
            return Decision.unchanged(message);
        }
        return function == null ? Decision.failed(message) : call.decide(function, message);
    }

    private void record(HeldMessage message, Decision decision) {
        if (message.processorArn() == null || decision.processing() == null) {
            return;
        }
        var delay = Duration.between(message.sentAt(), clock.instant());
        delays(message.processorArn(), decision.processing()).record(delay.isNegative() ? Duration.ZERO : delay);
    }

    private Timer delays(String processor, Processing outcome) {
        return delays.withTags("endpoint", processor, "outcome", outcome.name());
    }

    private Instant leaseEnd() {
        return clock.instant().plus(settings.lease());
    }
}
