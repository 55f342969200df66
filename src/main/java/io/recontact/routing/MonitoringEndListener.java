package io.recontact.routing;

import io.recontact.chat.participant.Monitoring;
import io.recontact.chat.participant.SupervisorService;
import io.recontact.configuration.ResourceDeleted;
import io.recontact.configuration.UserId;
import io.recontact.contact.ContactLifecycle;
import java.util.Comparator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the monitoring of a user who is deleted, in the same transaction. The deletion holds the lock of the user, which
 * MonitorContact takes before that of a session, so that no monitoring begins meanwhile.
 */
@Component
class MonitoringEndListener {

    private final SupervisorService supervisors;
    private final ContactLifecycle lifecycle;

    MonitoringEndListener(SupervisorService supervisors, ContactLifecycle lifecycle) {
        this.supervisors = supervisors;
        this.lifecycle = lifecycle;
    }

    @EventListener
    void on(ResourceDeleted event) {
        if (event.id() instanceof UserId(var user)) {
            supervisors.monitoredBy(user).stream()
                    .map(Monitoring::contact)
                    .sorted(Comparator.comparing(contact -> contact.value()))
                    .forEach(contact -> lifecycle.lock(contact).ifPresent(_ -> supervisors.leave(user, contact)));
        }
    }
}
