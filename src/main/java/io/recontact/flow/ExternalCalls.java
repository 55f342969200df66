package io.recontact.flow;

import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.ServiceException;
import io.recontact.contact.ActiveChatService;
import io.recontact.contact.CreateContactService;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step.InvocationType;
import io.recontact.webhook.DeliveryFailedException;
import io.recontact.webhook.WebhookClient;
import io.recontact.webhook.WebhookRequest;
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
class ExternalCalls implements DisposableBean {

    /** Names a call; it is the same when the call is made once more. */
    static final String INVOCATION = "X-Recontact-Invocation-Id";

    private static final Logger log = LoggerFactory.getLogger(ExternalCalls.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** How long a stop waits for calls that no flow waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebhookClient webhooks;
    private final LambdaResponses answers;
    private final ActiveChatService chats;
    private final CreateContactService records;
    private final Semaphore slots;
    private final Semaphore asideSlots;
    private final ExecutorService aside = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("flow-call-", 0).factory());

    ExternalCalls(
            WebhookClient webhooks,
            LambdaResponses answers,
            ActiveChatService chats,
            CreateContactService records,
            FlowProperties settings) {
        this.webhooks = webhooks;
        this.answers = answers;
        this.chats = chats;
        this.records = records;
        this.slots = new Semaphore(settings.callsAtOnce());
        this.asideSlots = new Semaphore(settings.callsAtOnce());
    }

    /** How long a call may take. */
    Duration limit(ExternalCall call) {
        return switch (call) {
            case ExternalCall.Invoke invoke -> invoke.limit();
            case ExternalCall.Associate _, ExternalCall.CreateTask _ -> Duration.ofSeconds(10);
        };
    }

    CallResult make(UUID id, ExternalCall call) throws InterruptedException {
        if (call instanceof ExternalCall.Invoke invoke && invoke.type() == InvocationType.ASYNCHRONOUS) {
            // The flow does not wait for what comes of it, and no other flow waits for its slot.
            asideSlots.acquire();
            aside.execute(() -> invokeAside(id, invoke));
            return CallResult.done(id);
        }
        slots.acquire();
        try {
            return switch (call) {
                case ExternalCall.Invoke invoke -> invoke(id, invoke);
                case ExternalCall.Associate associate -> associate(id, associate);
                case ExternalCall.CreateTask create -> create(id, create);
            };
        } finally {
            slots.release();
        }
    }

    private void invokeAside(UUID id, ExternalCall.Invoke call) {
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

    private CallResult invoke(UUID id, ExternalCall.Invoke call) {
        var letter = new WebhookRequest("application/json", Map.of(INVOCATION, id.toString()), call.event());
        try {
            var body = webhooks.invoke(call.function(), letter, call.limit());
            if (call.type() == InvocationType.ASYNCHRONOUS) {
                return CallResult.done(id);
            }
            var external = answers.read(body, call.response());
            if (external.isEmpty() && sampler.lets("answer")) {
                log.info("{} has not answered with a {}", call.function().arn(), call.response());
            }
            return external.map(found -> new CallResult(id, new Outcome.Done(), found, null))
                    .orElseGet(() -> CallResult.failed(id));
        } catch (DeliveryFailedException e) {
            if (sampler.lets("invocation")) {
                log.info("{} was not invoked with success: {}", call.function().arn(), e.getMessage());
            }
            return CallResult.failed(id);
        }
    }

    private CallResult associate(UUID id, ExternalCall.Associate call) {
        try {
            var token = call.clientToken() == null ? "flow " + id : call.clientToken();
            chats.associate(call.instance(), call.association(), token);
            return CallResult.done(id);
        } catch (ServiceException e) {
            if (sampler.lets("association")) {
                log.info(
                        "Contact {} does not continue another: {}",
                        call.association().contact(),
                        e.shape());
            }
            return CallResult.failed(id);
        }
    }

    private CallResult create(UUID id, ExternalCall.CreateTask call) {
        try {
            var task = records.createOnce("CreateTask", call.task(), "flow " + id);
            return new CallResult(id, new Outcome.Done(), null, task);
        } catch (ServiceException e) {
            if (sampler.lets("task")) {
                log.info("Contact {} has no task created: {}", call.task().related(), e.shape());
            }
            return CallResult.failed(id);
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
