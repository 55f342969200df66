package io.recontact.testing;

import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.StartTaskContactRequest;

/** Tasks of an instance, and flows for them. */
public record TaskCalls(Service.Tenant tenant) {

    /** Creates a published flow. */
    public String flow(ContactFlowType type, String content) {
        return tenant.connect()
                .createContactFlow(r -> r.instanceId(tenant.instance())
                        .name("flow " + UUID.randomUUID())
                        .type(type)
                        .content(content))
                .contactFlowId();
    }

    /** A flow that queues a task; on failure it sets an attribute and ends. */
    public String queueing(String queue) {
        return flow(ContactFlowType.CONTACT_FLOW, """
                {"Version": "2019-10-30", "StartAction": "target", "Metadata": {}, "Actions": [
                  {"Identifier": "target", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "%s"},
                   "Transitions": {"NextAction": "queue",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "failed"}]}},
                  %s""".formatted(queue, QUEUE));
    }

    /** A flow that transfers a task to the queue that was set before. */
    public String queueing() {
        return queueing(ContactFlowType.QUEUE_TRANSFER);
    }

    /** A flow of a type that transfers a contact to the queue that was set before. */
    public String queueing(ContactFlowType type) {
        return flow(type, """
                {"Version": "2019-10-30", "StartAction": "queue", "Metadata": {}, "Actions": [%s""".formatted(QUEUE));
    }

    /** A flow that sets an attribute and ends. */
    public String noting(String attribute) {
        return flow(ContactFlowType.CONTACT_FLOW, noting(attribute, "yes"));
    }

    /** The content of a flow that sets an attribute and ends. */
    public static String noting(String attribute, String value) {
        return """
                {"Version": "2019-10-30", "StartAction": "note", "Metadata": {}, "Actions": [
                  {"Identifier": "note", "Type": "UpdateContactAttributes",
                   "Parameters": {"Attributes": {"%s": "%s"}},
                   "Transitions": {"NextAction": "leave",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""".formatted(attribute, value);
    }

    private static final String QUEUE = """
            {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
             "Transitions": {"NextAction": "failed", "Errors": [
               {"ErrorType": "QueueAtCapacity", "NextAction": "failed"},
               {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}},
            {"Identifier": "failed", "Type": "UpdateContactAttributes", "Parameters": {"Attributes": {"failed": "yes"}},
             "Transitions": {"NextAction": "leave",
               "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
            {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""";

    /** Creates a routing profile with slots for tasks, two slots for chats, and one queue for both. */
    public String profile(int places, String queue) {
        return tenant.connect()
                .createRoutingProfile(r -> r.instanceId(tenant.instance())
                        .name("p" + UUID.randomUUID())
                        .description("of a test")
                        .defaultOutboundQueueId(queue)
                        .mediaConcurrencies(
                                MediaConcurrency.builder()
                                        .channel(Channel.CHAT)
                                        .concurrency(2)
                                        .build(),
                                MediaConcurrency.builder()
                                        .channel(Channel.TASK)
                                        .concurrency(places)
                                        .build())
                        .queueConfigs(Stream.of(Channel.CHAT, Channel.TASK)
                                .map(channel -> RoutingProfileQueueConfig.builder()
                                        .priority(1)
                                        .delay(0)
                                        .queueReference(of -> of.queueId(queue).channel(channel))
                                        .build())
                                .toList()))
                .routingProfileId();
    }

    /** Starts a task. */
    public String start(@Nullable String flow, Consumer<StartTaskContactRequest.Builder> changes) {
        return tenant.connect()
                .startTaskContact(StartTaskContactRequest.builder()
                        .instanceId(tenant.instance())
                        .contactFlowId(flow)
                        .name("Call back")
                        .applyMutation(changes)
                        .build())
                .contactId();
    }

    /** Starts a task. */
    public String start(String flow) {
        return start(flow, _ -> {});
    }

    /** Starts a task with a flow that queues it, and waits until it is queued. */
    public String in(String queue) {
        var task = start(queueing(queue));
        awaitQueued(task);
        return task;
    }

    /** Waits until a task is or was in a queue. */
    public void awaitQueued(String task) {
        await().until(() -> tenant.describe(task).queueInfo() != null);
    }

    /** Waits until a flow has set an attribute. */
    public void awaitAttribute(String task, String attribute) {
        await().until(() -> tenant.attributes(task).containsKey(attribute));
    }

    /** Pauses a task. */
    public void pause(String task) {
        tenant.connect().pauseContact(r -> r.instanceId(tenant.instance()).contactId(task));
    }

    /** Resumes a task. */
    public void resume(String task) {
        tenant.connect().resumeContact(r -> r.instanceId(tenant.instance()).contactId(task));
    }

    /** Transfers a task and returns the next contact. */
    public String transfer(String task, String flow, String queue) {
        return tenant.connect()
                .transferContact(r -> r.instanceId(tenant.instance())
                        .contactId(task)
                        .contactFlowId(flow)
                        .queueId(queue))
                .contactId();
    }
}
