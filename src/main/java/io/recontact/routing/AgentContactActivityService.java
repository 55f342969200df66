package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.configuration.UserId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells what agents have done with a contact: offers, answers and after-contact work. */
@Service
public class AgentContactActivityService {

    private final AgentContactActivityRepository activities;

    AgentContactActivityService(AgentContactActivityRepository activities) {
        this.activities = activities;
    }

    /**
     * Returns the newest states of a contact with all agents, at most 200, oldest first. The caller checks the instance
     * of the contact.
     */
    @Transactional(readOnly = true)
    public List<AgentContactActivity> find(ContactId contact) {
        return activities.findByContact(contact.value()).reversed().stream()
                .map(activity -> new AgentContactActivity(
                        new UserId(activity.getAgentId()),
                        activity.getActivity(),
                        activity.getFollowedBy(),
                        activity.getSince(),
                        activity.getUntil()))
                .toList();
    }
}
