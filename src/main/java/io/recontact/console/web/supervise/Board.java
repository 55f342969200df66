package io.recontact.console.web.supervise;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The queues and agents of an instance at one moment, as the wall board shows them.
 *
 * @param time the moment, in UTC
 * @param target how many seconds an answer may take to be within the service level
 * @param isCut true if there are more agents than are shown
 */
record Board(String time, int target, Totals totals, List<QueueRow> queues, List<AgentRow> agents, boolean isCut) {

    /**
     * The figures of the whole instance. An agent counts once, however many queues it serves.
     *
     * @param oldest how long the oldest contact has waited; null if none waits
     * @param isLate true if that is longer than the target
     */
    record Totals(
            long waiting, @Nullable String oldest, boolean isLate, long inProgress, long staffed, long available) {}

    /**
     * A standard queue.
     *
     * @param oldest how long the oldest contact has waited; null if none waits
     * @param isLate true if that is longer than the target
     * @param serviceLevel the part of today's contacts that left the queue within the target; null without any
     * @param handled how many contacts that ended today an agent accepted
     * @param abandoned how many contacts ended today while they waited
     */
    record QueueRow(
            String id,
            String name,
            long waiting,
            @Nullable String oldest,
            boolean isLate,
            long inProgress,
            long staffed,
            long available,
            @Nullable String serviceLevel,
            long handled,
            long abandoned) {}

    /**
     * An agent who is not offline or has contacts.
     *
     * @param tone the class of the style of its status
     * @param nextStatus the status that it enters after its contacts; null for none
     * @param since how long it has had its status
     * @param waiting how many contacts wait for this agent alone
     */
    record AgentRow(
            UUID id,
            String name,
            String status,
            String tone,
            @Nullable String nextStatus,
            String since,
            List<Slots> slots,
            long waiting,
            List<AgentContactRow> contacts) {}

    /** The slots of an agent in a channel. */
    record Slots(String channel, int active, int max) {

        /** Returns how many contacts the agent could take. */
        public int free() {
            return Math.max(0, max - active);
        }
    }

    /**
     * A contact of an agent.
     *
     * @param state the state in words
     * @param since how long it has been in the state
     * @param isOpenChat true for a chat that supervisors can watch
     */
    record AgentContactRow(UUID id, String channel, String state, String since, boolean isOpenChat) {}
}
