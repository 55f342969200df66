package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes users. */
@Service
public class UserService extends ResourceService<User, UserId> {

    private final RoutingProfileService routingProfiles;
    private final SecurityProfileService securityProfiles;
    private final QueueService queues;

    UserService(
            UserRepository repository,
            RoutingProfileService routingProfiles,
            SecurityProfileService securityProfiles,
            QueueService queues,
            ResourceSupport support) {
        super(ResourceType.USER, UserId::new, repository, support);
        this.routingProfiles = routingProfiles;
        this.securityProfiles = securityProfiles;
        this.queues = queues;
    }

    @Override
    String table() {
        return "agent_user";
    }

    /**
     * Creates a user and its agent queue.
     *
     * @throws ResourceNotFoundException if the instance lacks a profile of the user
     * @throws DuplicateResourceException if the instance has a user of that name
     */
    @Transactional
    public User create(InstanceId instance, NewUser wanted) {
        routingProfiles.require(instance, wanted.routingProfile());
        securityProfiles.requireAll(instance, Set.copyOf(wanted.securityProfiles()));
        var user = insert(new User(newId(), instance, wanted, now()));
        queues.createForAgent(instance, user.id(), user.username());
        publish(new UserCreated(instance, user.id()));
        return user;
    }
}
