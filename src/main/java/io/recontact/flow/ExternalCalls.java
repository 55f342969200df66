package io.recontact.flow;

import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.ServiceException;
import io.recontact.contact.ActiveChatService;
import io.recontact.contact.ChatIntegrationService;
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
 * Makes the external calls of flows, outside of any transaction. If a node is killed, another node repeats its calls
 * with the same ids, so that functions and this service can recognize a repetition.
 */
@Component
class ExternalCalls implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ExternalCalls.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** Maximum time to wait for a bot. */
    private static final Duration BOT_LIMIT = Duration.ofSeconds(8);

    /** Maximum time that a shutdown waits for asynchronous invocations. */
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final WebhookClient webhooks;
    private final LambdaResponses responses;
    private final BotReplies replies;
    private final ActiveChatService chats;
    private final CreateContactService contacts;
    private final ChatIntegrationService integrations;
    private final Semaphore slots;
    private final Semaphore asynchronousSlots;
    private final ExecutorService asynchronous = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("flow-call-", 0).factory());

    ExternalCalls(
            WebhookClient webhooks,
            LambdaResponses responses,
            BotReplies replies,
            ActiveChatService chats,
            CreateContactService contacts,
            ChatIntegrationService integrations,
            FlowProperties settings) {
        this.webhooks = webhooks;
        this.responses = responses;
        this.replies = replies;
        this.chats = chats;
        this.contacts = contacts;
        this.integrations = integrations;
        this.slots = new Semaphore(settings.callsAtOnce());
        this.asynchronousSlots = new Semaphore(settings.callsAtOnce());
    }

    /** Returns how long a call may take. */
    Duration limit(ExternalCall call) {
        return switch (call) {
            case ExternalCall.Invoke invoke -> invoke.limit();
            case ExternalCall.Recognize _ -> BOT_LIMIT;
            case ExternalCall.Associate _, ExternalCall.CreateTask _, ExternalCall.StartOutboundChat _ ->
                Duration.ofSeconds(10);
        };
    }

    CallResult make(UUID id, ExternalCall call) throws InterruptedException {
        if (call instanceof ExternalCall.Invoke invoke && invoke.type() == InvocationType.ASYNCHRONOUS) {
            // The flow does not wait for the answer, and no other flow waits for the slot.
            asynchronousSlots.acquire();
            asynchronous.execute(() -> invokeAsynchronously(id, invoke));
            return CallResult.done(id);
        }
        slots.acquire();
        try {
            return switch (call) {
                case ExternalCall.Invoke invoke -> invoke(id, invoke);
                case ExternalCall.Recognize recognize -> recognize(id, recognize);
                case ExternalCall.Associate associate -> associate(id, associate);
                case ExternalCall.CreateTask create -> create(id, create);
                case ExternalCall.StartOutboundChat start -> startOutbound(id, start);
            };
        } finally {
            slots.release();
        }
    }

    private void invokeAsynchronously(UUID id, ExternalCall.Invoke call) {
        try {
            invoke(id, call);
        } catch (RuntimeException e) {
            if (sampler.lets("failure")) {
                log.error(
                        "Asynchronous invocation of {} failed", call.function().arn(), LoggableFailure.of(e));
            }
        } finally {
            asynchronousSlots.release();
        }
    }

    private CallResult invoke(UUID id, ExternalCall.Invoke call) {
        var request =
                new WebhookRequest("application/json", Map.of(WebhookClient.INVOCATION, id.toString()), call.event());
        try {
            var body = webhooks.invoke(call.function(), request, call.limit());
            if (call.type() == InvocationType.ASYNCHRONOUS) {
                return CallResult.done(id);
            }
            var external = responses.read(body, call.response());
            if (external.isEmpty() && sampler.lets("answer")) {
                log.info(
                        "The answer of {} is not a {}; its flow takes the error branch",
                        call.function().arn(),
                        call.response());
            }
            return external.map(found -> new CallResult(id, new Outcome.Done(), found, null, null))
                    .orElseGet(() -> CallResult.failed(id));
        } catch (DeliveryFailedException e) {
            if (sampler.lets("invocation")) {
                log.info(
                        "Invocation of {} failed, and its flow takes the error branch: {}",
                        call.function().arn(),
                        e.getMessage());
            }
            return CallResult.failed(id);
        }
    }

    private CallResult recognize(UUID id, ExternalCall.Recognize call) {
        var request =
                new WebhookRequest("application/json", Map.of(WebhookClient.INVOCATION, id.toString()), call.request());
        try {
            var reply = replies.read(webhooks.invoke(call.bot(), request, BOT_LIMIT));
            if (reply.isEmpty() && sampler.lets("reply")) {
                log.info(
                        "The answer of bot {} is not one of RecognizeText; its flow takes the error branch",
                        call.bot().id());
            }
            return reply.map(found -> new CallResult(id, new Outcome.Done(), null, null, found))
                    .orElseGet(() -> CallResult.failed(id));
        } catch (DeliveryFailedException e) {
            if (sampler.lets("bot")) {
                log.info(
                        "Bot {} does not answer, and its flow takes the error branch: {}",
                        call.bot().id(),
                        e.getMessage());
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
                        "The flow of contact {} could not create a persistent contact association: {}",
                        call.association().contact(),
                        e.shape());
            }
            return CallResult.failed(id);
        }
    }

    private CallResult startOutbound(UUID id, ExternalCall.StartOutboundChat call) {
        try {
            integrations.startOutbound(call.integration(), call.chat(), call.firstMessage(), "flow " + id);
            return CallResult.done(id);
        } catch (ServiceException e) {
            if (sampler.lets("outbound chat")) {
                log.info(
                        "A flow could not start an outbound chat of instance {}: {}",
                        call.chat().instance(),
                        e.shape());
            }
            return CallResult.failed(id);
        }
    }

    private CallResult create(UUID id, ExternalCall.CreateTask call) {
        try {
            var task = contacts.createOnce("CreateTask", call.task(), "flow " + id);
            return new CallResult(id, new Outcome.Done(), null, task, null);
        } catch (ServiceException e) {
            if (sampler.lets("task")) {
                log.info(
                        "The flow of contact {} could not create a task: {}",
                        call.task().related(),
                        e.shape());
            }
            return CallResult.failed(id);
        }
    }

    /** Waits for asynchronous invocations, which no other node would repeat. */
    @Override
    public void destroy() throws InterruptedException {
        asynchronous.shutdown();
        if (!asynchronous.awaitTermination(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("Asynchronous invocations are still running at shutdown and may be lost");
        }
    }
}
