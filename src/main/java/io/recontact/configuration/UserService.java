package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates, finds and changes users. */
@Service
public class UserService extends ResourceService<User, UserId> {

    /** Bounds what a routing decision reads of an agent. */
    private static final int MAX_PROFICIENCIES = 50;

    /**
     * More than a deletion needs: a repetition follows only if a contact came and was locked between two statements.
     */
    private static final int MAX_DELETIONS = 20;

    private final RoutingProfileService routingProfiles;
    private final SecurityProfileService securityProfiles;
    private final HierarchyGroupService hierarchyGroups;
    private final PredefinedAttributeService attributes;
    private final QueueService queues;
    private final UserCredentialService credentials;
    private final TransactionTemplate transactions;

    UserService(
            UserRepository repository,
            RoutingProfileService routingProfiles,
            SecurityProfileService securityProfiles,
            HierarchyGroupService hierarchyGroups,
            PredefinedAttributeService attributes,
            QueueService queues,
            UserCredentialService credentials,
            TransactionTemplate transactions,
            ResourceSupport support) {
        super(ResourceType.USER, UserId::new, repository, support);
        this.routingProfiles = routingProfiles;
        this.securityProfiles = securityProfiles;
        this.hierarchyGroups = hierarchyGroups;
        this.attributes = attributes;
        this.queues = queues;
        this.credentials = credentials;
        this.transactions = transactions;
    }

    @Override
    String table() {
        return "agent_user";
    }

    /**
     * Creates a user and its agent queue.
     *
     * @throws ResourceNotFoundException if the instance lacks a profile or the group of the user
     * @throws DuplicateResourceException if the instance has a user of that name
     */
    @Transactional
    public User create(InstanceId instance, NewUser wanted) {
        routingProfiles.require(instance, wanted.routingProfile());
        securityProfiles.requireAll(instance, Set.copyOf(wanted.securityProfiles()));
        hierarchyGroups.requireIfPresent(instance, wanted.hierarchyGroup());
        var user = insert(new User(newId(), instance, wanted, now()));
        if (wanted.password() != null) {
            credentials.create(user.id(), wanted.password(), false);
        }
        queues.createForAgent(instance, user.id(), user.username());
        publish(new UserCreated(instance, user.id()));
        return user;
    }

    /**
     * Changes the names and addresses.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    @Transactional
    public void updateIdentity(InstanceId instance, UserId id, User.Identity identity) {
        update(instance, id, user -> user.setIdentity(identity));
    }

    /**
     * Changes the phone configuration, which holds for all channels.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    @Transactional
    public void updatePhone(InstanceId instance, UserId id, User.Phone phone) {
        update(instance, id, user -> user.setPhone(phone));
    }

    /**
     * Changes settings of single channels. Lists that are not given stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    @Transactional
    public void updateChannelSettings(InstanceId instance, UserId id, ChannelSettings change) {
        update(
                instance,
                id,
                user -> user.setChannelSettings(user.channelSettings().replacedBy(change)));
    }

    /**
     * Changes the routing profile. The next routing decision about the user follows it.
     *
     * @throws ResourceNotFoundException if the instance has no such user or routing profile
     */
    @Transactional
    public void updateRoutingProfile(InstanceId instance, UserId id, RoutingProfileId profile) {
        routingProfiles.require(instance, profile);
        update(instance, id, user -> user.setRoutingProfile(profile));
        publish(new UserRoutingUpdated(id));
    }

    /**
     * Changes the security profiles.
     *
     * @throws ResourceNotFoundException if the instance lacks the user or a security profile
     */
    @Transactional
    public void updateSecurityProfiles(InstanceId instance, UserId id, List<SecurityProfileId> profiles) {
        securityProfiles.requireAll(instance, Set.copyOf(profiles));
        update(instance, id, user -> user.setSecurityProfiles(profiles));
    }

    /**
     * Changes the hierarchy group.
     *
     * @param group the group; null for none
     * @throws ResourceNotFoundException if the instance has no such user or group
     */
    @Transactional
    public void updateHierarchyGroup(InstanceId instance, UserId id, @Nullable HierarchyGroupId group) {
        hierarchyGroups.requireIfPresent(instance, group);
        update(instance, id, user -> user.setHierarchyGroup(group));
    }

    /**
     * Returns the proficiencies of a user.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    @Transactional(readOnly = true)
    public UserProficiencies proficiencies(InstanceId instance, UserId id) {
        var user = require(instance, id);
        var named = attributes.requireById(
                instance,
                user.proficiencies().stream().map(Proficiency::attribute).collect(Collectors.toSet()));
        return new UserProficiencies(
                user.proficiencies().stream()
                        .map(one -> new UserProficiency(
                                Objects.requireNonNull(named.get(one.attribute()))
                                        .name(),
                                one.value(),
                                one.level()))
                        .sorted(Comparator.comparing(UserProficiency::id))
                        .toList(),
                user.lastModifiedAt());
    }

    /**
     * Adds proficiencies. Those that the user has already get the new level.
     *
     * @throws ResourceNotFoundException if the instance has no such user or predefined attribute
     * @throws InvalidParameterException if an attribute has no such value
     * @throws InvalidRequestException if the user would have more than 50 proficiencies
     */
    @Transactional
    public void associateProficiencies(InstanceId instance, UserId id, List<UserProficiency> added) {
        changeProficiencies(instance, id, added, true, (all, one) -> all.add(one));
    }

    /**
     * Changes the levels of proficiencies.
     *
     * @throws ResourceNotFoundException if the instance has no such user, or the user no such proficiency
     */
    @Transactional
    public void updateProficiencies(InstanceId instance, UserId id, List<UserProficiency> changed) {
        changeProficiencies(instance, id, changed, false, (all, one) -> all.add(one));
    }

    /**
     * Removes proficiencies, whatever their levels.
     *
     * @throws ResourceNotFoundException if the instance has no such user, or the user no such proficiency
     */
    @Transactional
    public void disassociateProficiencies(InstanceId instance, UserId id, List<UserProficiency> removed) {
        changeProficiencies(instance, id, removed, false, (_, _) -> {});
    }

    /** Replaces proficiencies of the same attributes and values. */
    private void changeProficiencies(
            InstanceId instance,
            UserId id,
            List<UserProficiency> named,
            boolean isNew,
            BiConsumer<Set<Proficiency>, Proficiency> change) {
        var known = attributes.requireNamed(
                instance, named.stream().map(UserProficiency::attributeName).collect(Collectors.toSet()));
        update(instance, id, user -> {
            var all = new HashSet<>(user.proficiencies());
            for (var one : named) {
                var attribute = Objects.requireNonNull(known.get(one.attributeName()));
                var had = all.removeIf(other -> other.isOf(attribute.id(), one.attributeValue()));
                if (!had && !isNew) {
                    throw new ResourceNotFoundException(
                            "User %s has no proficiency of that name and value".formatted(id));
                }
                if (!had && (attribute.values() == null || !attribute.values().contains(one.attributeValue()))) {
                    throw new InvalidParameterException("AttributeValue is not a value of the predefined attribute");
                }
                change.accept(all, new Proficiency(attribute.id(), one.attributeValue(), one.level()));
            }
            if (all.size() > MAX_PROFICIENCIES) {
                throw new InvalidRequestException(
                        "User %s would have more than %d proficiencies".formatted(id, MAX_PROFICIENCIES));
            }
            user.setProficiencies(all);
        });
        publish(new UserRoutingUpdated(id));
    }

    @Override
    @Transactional(readOnly = true)
    public List<User> search(InstanceId instance, Specification<User> condition, @Nullable UUID after, int size) {
        var found = super.search(instance, condition, after, size);
        found.forEach(User::readSecurityProfiles);
        return found;
    }

    /**
     * Locks a user until the end of the transaction. A transaction that gives contacts to the user takes this lock, so
     * that none arrives while the user is deleted. Locks of sessions come before it.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public User lock(InstanceId instance, UserId id) {
        return requireForUpdate(instance, id);
    }

    /**
     * Deletes a user and its agent queue. Listeners of {@link UserDeletion} lock its contacts, and those of
     * {@link ResourceDeleted} take them. A deletion that would have to wait for a contact while it holds other locks
     * begins again, so it never stops another transaction.
     *
     * @throws ResourceNotFoundException if the instance has no such user
     * @throws ResourceInUseException if another resource refers to the user or the agent queue
     */
    @Override
    public void delete(InstanceId instance, UserId id) {
        require(instance, id);
        for (int deletions = 1; ; deletions++) {
            try {
                transactions.executeWithoutResult(_ -> deleteOnce(instance, id));
                return;
            } catch (PessimisticLockingFailureException e) {
                if (deletions == MAX_DELETIONS) {
                    throw e;
                }
            }
        }
    }

    private void deleteOnce(InstanceId instance, UserId id) {
        publish(new UserDeletion(id));
        requireForUpdate(instance, id);
        queues.closeForAgent(id);
        super.delete(instance, id);
        queues.deleteForAgent(instance, id);
    }
}
