package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.Outage;
import io.recontact.contact.ContactLifecycle;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Continues runs. The effects of some actions and the run's position after them are one transaction under the lock of
 * the session. They happen once, whichever nodes try, and not at all if this node is killed before the commit.
 */
@Component
class FlowRunner {

    private static final Logger log = LoggerFactory.getLogger(FlowRunner.class);

    /** The number of times that the result of a call is offered to the run; each attempt waits for the database. */
    private static final int MAX_ATTEMPTS = 4;

    /** The contact whose flow the present thread executes, and whose changes are therefore those of the flow. */
    static final ScopedValue<ContactId> CONTACT = ScopedValue.newInstance();

    /** Decides what happens if another transaction has locked the session. */
    enum LockMode {
        WAIT,
        SKIP
    }

    private final ContactLifecycle lifecycle;
    private final FlowRunRepository runs;
    private final FlowRunCompletion completion;
    private final FlowExecutor executor;
    private final ExternalCalls calls;
    private final TransactionTemplate transactions;
    private final Semaphore slots;

    FlowRunner(
            ContactLifecycle lifecycle,
            FlowRunRepository runs,
            FlowRunCompletion completion,
            FlowExecutor executor,
            ExternalCalls calls,
            TransactionTemplate transactions,
            FlowProperties settings) {
        this.lifecycle = lifecycle;
        this.runs = runs;
        this.completion = completion;
        this.executor = executor;
        this.calls = calls;
        this.transactions = transactions;
        this.slots = new Semaphore(settings.atOnce());
    }

    /**
     * Continues the run of a contact, if there is one, until it waits or ends.
     *
     * @return false if another transaction has locked the session, and the caller does not want to wait
     */
    boolean run(ContactId contact, LockMode lock) throws InterruptedException {
        CallResult result = null;
        while (true) {
            switch (resumeWithRetry(contact, lock, result)) {
                case NextAction.Stop() -> {
                    return true;
                }
                case NextAction.TryAgain() -> {
                    return false;
                }
                case NextAction.Resume() -> result = null;
                case NextAction.Call(var id, var call) -> result = calls.make(id, call);
            }
        }
    }

    /** Ends a run that keeps failing. */
    void giveUp(ContactId contact) {
        ScopedValue.where(CONTACT, contact)
                .run(() -> transactions.executeWithoutResult(_ -> lifecycle
                        .lock(contact)
                        .flatMap(_ -> runs.findTrigger(contact))
                        .ifPresent(trigger -> completion.giveUp(contact, trigger))));
    }

    /** Retries during an outage if there is a result. Otherwise the call would be repeated. */
    private NextAction resumeWithRetry(ContactId contact, LockMode lock, @Nullable CallResult result)
            throws InterruptedException {
        for (int attempt = 1; result != null && attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return resumeInTransaction(contact, lock, result);
            } catch (RuntimeException e) {
                if (!Outage.isBehind(e)) {
                    throw e;
                }
                log.debug("The flow of contact {} has not taken the result of its call yet", contact, e);
            }
        }
        return resumeInTransaction(contact, lock, result);
    }

    private NextAction resumeInTransaction(ContactId contact, LockMode lock, @Nullable CallResult result)
            throws InterruptedException {
        slots.acquire();
        try {
            return ScopedValue.where(CONTACT, contact)
                    .call(() -> transactions.execute(_ -> resume(contact, lock, result)));
        } finally {
            slots.release();
        }
    }

    private NextAction resume(ContactId contact, LockMode lock, @Nullable CallResult result) {
        if (lock == LockMode.SKIP && result == null && !lifecycle.tryLockSession(contact)) {
            return new NextAction.TryAgain();
        }
        var locked = lifecycle.lock(contact);
        // Read after the lock, and so as the transaction that held the lock before has left it.
        var run = locked.flatMap(_ -> runs.findByContact(contact));
        return run.isEmpty() ? NextAction.STOP : executor.resume(locked.orElseThrow(), run.get(), result);
    }
}
