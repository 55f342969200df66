package io.recontact.webhook.processing;

import io.recontact.api.SharedGauges;
import io.recontact.chat.message.HeldMessageService;
import io.recontact.chat.message.MessageHeld;
import io.recontact.webhook.DeliveryScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Schedules message processing: at once when this node has held a message, and by a poll for all that are due,
 * whichever node held them.
 */
@Component
class MessageProcessingScheduler extends DeliveryScheduler {

    MessageProcessingScheduler(MessageProcessor processor, HeldMessageService held, SharedGauges gauges) {
        super(processor.dispatchers());
        gauges.register(
                "recontact.processing.waiting",
                "Chats with messages that their processor has not decided, over all nodes",
                held::countSessions);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(MessageHeld event) {
        wake(event.processorArn());
    }

    @Scheduled(fixedDelayString = "${recontact.message-processing.poll-every:1s}")
    void poll() {
        wake();
    }
}
