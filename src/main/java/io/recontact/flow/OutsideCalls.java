package io.recontact.flow;

import io.recontact.contact.ContactRecords;
import io.recontact.contact.OngoingChats;
import io.recontact.egress.Egress;
import io.recontact.egress.Letter;
import io.recontact.egress.NotTakenException;
import io.recontact.language.Outcome;
import io.recontact.language.Step.InvocationType;
import io.recontact.wire.LogSampler;
import io.recontact.wire.LoggableFailure;
import io.recontact.wire.ServiceException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Makes the calls of flows, outside of any transaction. A call whose maker is killed is made once more: functions know
 * it by its id, and an association that was made is not made twice.
 */
@Component
class OutsideCalls implements DisposableBean {

    /** Names a call; it is the same when the call is made once more. */
    static final String INVOCATION = "X-Recontact-Invocation-Id";

    private static final Logger log = LoggerFactory.getLogger(OutsideCalls.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** How long a stop waits for calls that no flow waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Egress egress;
    private final LambdaAnswers answers;
    private final OngoingChats chats;
    private final ContactRecords records;
    private final Semaphore slots;
    private final Semaphore asideSlots;
    private final ExecutorService aside = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("flow-call-", 0).factory());

    OutsideCalls(
            Egress egress, LambdaAnswers answers, OngoingChats chats, ContactRecords records, FlowSettings settings) {
        this.egress = egress;
        this.answers = answers;
        this.chats = chats;
        this.records = records;
        this.slots = new Semaphore(settings.callsAtOnce());
        this.asideSlots = new Semaphore(settings.callsAtOnce());
    }

    /** How long a call may take. */
    Duration limit(OutsideCall call) {
        return switch (call) {
            case OutsideCall.Invoke invoke -> invoke.limit();
            case OutsideCall.Associate _, OutsideCall.CreateTask _ -> Duration.ofSeconds(10);
        };
    }

    Answer make(UUID id, OutsideCall call) throws InterruptedException {
        if (call instanceof OutsideCall.Invoke invoke && invoke.type() == InvocationType.ASYNCHRONOUS) {
            // The flow does not wait for what comes of it, and no other flow waits for its slot.
            asideSlots.acquire();
            aside.execute(() -> invokeAside(id, invoke));
            return Answer.done(id);
        }
        slots.acquire();
        try {
            return switch (call) {
                case OutsideCall.Invoke invoke -> invoke(id, invoke);
                case OutsideCall.Associate associate -> associate(id, associate);
                case OutsideCall.CreateTask create -> create(id, create);
            };
        } finally {
            slots.release();
        }
    }

    private void invokeAside(UUID id, OutsideCall.Invoke call) {
        try {
            invoke(id, call);
        } catch (RuntimeException e) {
            if (sampler.lets("failure")) {
                log.error("{} could not be invoked", call.function().arn(), LoggableFailure.of(e));
            }
        } finally {
            asideSlots.release();
        }
    }

    private Answer invoke(UUID id, OutsideCall.Invoke call) {
        var letter = new Letter("application/json", Map.of(INVOCATION, id.toString()), call.event());
        try {
            var body = egress.ask(call.function(), letter, call.limit());
            if (call.type() == InvocationType.ASYNCHRONOUS) {
                return Answer.done(id);
            }
            var external = answers.read(body, call.response());
            if (external.isEmpty() && sampler.lets("answer")) {
                log.info("{} has not answered with a {}", call.function().arn(), call.response());
            }
            return external.map(found -> new Answer(id, new Outcome.Done(), found, null))
                    .orElseGet(() -> Answer.failed(id));
        } catch (NotTakenException e) {
            if (sampler.lets("invocation")) {
                log.info("{} was not invoked with success: {}", call.function().arn(), e.getMessage());
            }
            return Answer.failed(id);
        }
    }

    private Answer associate(UUID id, OutsideCall.Associate call) {
        try {
            var token = call.clientToken() == null ? "flow " + id : call.clientToken();
            chats.associate(call.instance(), call.association(), token);
            return Answer.done(id);
        } catch (ServiceException e) {
            if (sampler.lets("association")) {
                log.info(
                        "Contact {} does not continue another: {}",
                        call.association().contact(),
                        e.shape());
            }
            return Answer.failed(id);
        }
    }

    private Answer create(UUID id, OutsideCall.CreateTask call) {
        try {
            var task = records.createOnce("CreateTask", call.task(), "flow " + id);
            return new Answer(id, new Outcome.Done(), null, task);
        } catch (ServiceException e) {
            if (sampler.lets("task")) {
                log.info("Contact {} has no task created: {}", call.task().related(), e.shape());
            }
            return Answer.failed(id);
        }
    }

    /** Their flows have gone on, so nobody would make them once more. */
    @Override
    public void destroy() throws InterruptedException {
        aside.shutdown();
        if (!aside.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("Functions that flows have invoked without waiting have not answered yet");
        }
    }
}
