package io.recontact.testing;

/**
 * A new instance whose agents, chats and tasks meet in the queue that comes with it. Each test that asks for one gets
 * its own.
 */
public record ContactCenter(
        Service.Calls calls, Service.Tenant tenant, String queue, RawCalls raw, QueuedChats waiting) {

    /** Creates the instance. */
    static ContactCenter open(Service.Calls calls, RawCalls raw, QueuedChats waiting) {
        var tenant = calls.newTenant();
        return new ContactCenter(calls, tenant, AgentClient.basicQueue(tenant), raw, waiting);
    }

    /** The tasks of the instance. */
    public TaskCalls tasks() {
        return new TaskCalls(tenant);
    }

    /** Hires an agent with the routing profile that comes with the instance. */
    public AgentClient hire() {
        return AgentClient.hire(tenant, raw);
    }

    /** Hires an agent with a routing profile and seconds for after-contact work; without a limit, if zero. */
    public AgentClient hire(String routingProfile, int workLimit) {
        return AgentClient.hire(tenant, raw, routingProfile, workLimit);
    }

    /** Starts a chat that waits in the queue. */
    public QueuedChats.Chat waitingChat() {
        return waitingChat(queue);
    }

    /** Starts a chat that waits in a queue of the instance. */
    public QueuedChats.Chat waitingChat(String queue) {
        return waiting.in(tenant, queue);
    }

    /** Starts a chat that waits in the queue, and returns its contact. */
    public String waitingContact() {
        return waitingChat().contact();
    }
}
