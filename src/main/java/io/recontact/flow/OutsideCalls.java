package io.recontact.flow;

import io.recontact.contact.ContactRecords;
import io.recontact.contact.OngoingChats;
import io.recontact.egress.Egress;
import io.recontact.egress.Letter;
import io.recontact.egress.NotTakenException;
import io.recontact.language.Outcome;
import io.recontact.language.Step.InvocationType;
import io.recontact.wire.ServiceException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the calls of flows, outside of any transaction. A call whose maker is killed is made once more: functions know
 * it by its id, and an association that was made is not made twice.
 */
@Component
class OutsideCalls {

    /** Names a call; it is the same when the call is made once more. */
    static final String INVOCATION = "X-Recontact-Invocation-Id";

    private static final Logger log = LoggerFactory.getLogger(OutsideCalls.class);

    private final Egress egress;
    private final LambdaAnswers answers;
    private final OngoingChats chats;
    private final ContactRecords records;
    private final Semaphore slots;

    OutsideCalls(
            Egress egress, LambdaAnswers answers, OngoingChats chats, ContactRecords records, FlowSettings settings) {
        this.egress = egress;
        this.answers = answers;
        this.chats = chats;
        this.records = records;
        this.slots = new Semaphore(settings.callsAtOnce());
    }

    /** How long a call may take. */
    Duration limit(OutsideCall call) {
        return switch (call) {
            case OutsideCall.Invoke invoke -> invoke.limit();
            case OutsideCall.Associate _, OutsideCall.CreateTask _ -> Duration.ofSeconds(10);
        };
    }

    Answer make(UUID id, OutsideCall call) throws InterruptedException {
        slots.acquire();
        if (call instanceof OutsideCall.Invoke invoke && invoke.type() == InvocationType.ASYNCHRONOUS) {
            // The flow does not wait for what comes of it; the node keeps its slot until then.
            Thread.ofVirtual().name("flow-call").start(() -> answerAndRelease(id, call));
            return Answer.done(id);
        }
        return answerAndRelease(id, call);
    }

    private Answer answerAndRelease(UUID id, OutsideCall call) {
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

    private Answer invoke(UUID id, OutsideCall.Invoke call) {
        var letter = new Letter("application/json", Map.of(INVOCATION, id.toString()), call.event());
        try {
            var body = egress.ask(call.function(), letter, call.limit());
            if (call.type() == InvocationType.ASYNCHRONOUS) {
                return Answer.done(id);
            }
            var external = answers.read(body, call.response());
            if (external.isEmpty()) {
                log.info("{} has not answered with a {}", call.function().arn(), call.response());
            }
            return external.map(found -> new Answer(id, new Outcome.Done(), found, null))
                    .orElseGet(() -> Answer.failed(id));
        } catch (NotTakenException e) {
            log.info("{} was not invoked with success: {}", call.function().arn(), e.getMessage());
            return Answer.failed(id);
        }
    }

    private Answer associate(UUID id, OutsideCall.Associate call) {
        try {
            var token = call.clientToken() == null ? "flow " + id : call.clientToken();
            chats.associate(call.instance(), call.association(), token);
            return Answer.done(id);
        } catch (ServiceException e) {
            log.info(
                    "Contact {} does not continue another: {}",
                    call.association().contact(),
                    e.shape());
            return Answer.failed(id);
        }
    }

    private Answer create(UUID id, OutsideCall.CreateTask call) {
        try {
            var task = records.create("CreateTask", call.task(), "flow " + id);
            return new Answer(id, new Outcome.Done(), null, task);
        } catch (ServiceException e) {
            log.info("Contact {} has no task created: {}", call.task().related(), e.shape());
            return Answer.failed(id);
        }
    }
}
