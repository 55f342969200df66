package io.recontact.testing;

/** A new instance whose agents, chats and tasks use its default queue. Each test gets an instance of its own. */
public record ContactCenter(
        Service.Calls calls, Service.Tenant tenant, String queue, RawCalls raw, QueuedChats waiting) {

    /** Creates the instance. */
    public static ContactCenter open(Service.Calls calls, RawCalls raw, QueuedChats waiting) {
        var tenant = calls.newTenant();
        return new ContactCenter(calls, tenant, AgentClient.basicQueue(tenant), raw, waiting);
    }

    /** The tasks of the instance. */
    public TaskCalls tasks() {
        return new TaskCalls(tenant);
    }

    /** Creates an agent with the default routing profile of the instance. */
    public AgentClient hire() {
        return AgentClient.hire(tenant, raw);
    }

    /** Creates an agent with a routing profile and a limit of after-contact work in seconds; 0 is no limit. */
    public AgentClient hire(String routingProfile, int workLimit) {
        return AgentClient.hire(tenant, raw, routingProfile, workLimit);
    }

    /** Starts a chat that waits in the default queue. */
    public QueuedChats.Chat waitingChat() {
        return waitingChat(queue);
    }

    /** Starts a chat that waits in a queue of the instance. */
    public QueuedChats.Chat waitingChat(String queue) {
        return waiting.in(tenant, queue);
    }

    /** Starts a chat that waits in the default queue, and returns its contact. */
    public String waitingContact() {
        return waitingChat().contact();
    }
}
