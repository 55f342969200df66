package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The passwords of users, and the end of their sessions. Hashes are computed outside of transactions, so that no
 * connection waits for them.
 */
@Service
public class UserCredentialService {

    private final UserCredentialRepository repository;
    private final Passwords passwords;
    private final Clock clock;

    UserCredentialService(UserCredentialRepository repository, Passwords passwords, Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Finds a user that can sign in by its name, regardless of case. */
    public Optional<UserCredential> find(InstanceId instance, String username) {
        return repository.find(instance, username);
    }

    /** Finds the user with a DirectoryUserId; empty if several have it. */
    public Optional<UserCredential> findByDirectoryUserId(InstanceId instance, String directoryUserId) {
        var found = repository.findByDirectoryUserId(instance, directoryUserId);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Finds a user that can sign in. */
    public Optional<UserCredential> find(InstanceId instance, UserId user) {
        return repository.find(instance, user);
    }

    /** Stores the first password of a user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void create(UserId user, PasswordHash password, boolean isOneTime) {
        repository.insert(user, password, isOneTime, clock.instant());
    }

    /** Makes a one-time password void, because it was used. Returns false if another sign-in was faster. */
    public boolean consumeOneTimePassword(UserCredential user) {
        var password = user.password();
        return password != null && repository.consume(user.user(), password, clock.instant());
    }

    /**
     * Changes the password of a user who knows the current one, and ends its sessions. A user who has signed in with a
     * one-time password has no current one.
     *
     * @throws ResourceNotFoundException if the instance has no such user with a password
     * @throws InvalidParameterException if the current password is wrong, or the new one does not meet the rules or is
     *     the current one
     * @throws ResourceConflictException if the password was changed meanwhile
     */
    public UserCredential change(InstanceId instance, UserId id, String current, String wanted) {
        var user = require(instance, id);
        var isUsed = user.isOneTime() && user.password() == null;
        if (!isUsed && !passwords.matches(current, user.password())) {
            throw new InvalidParameterException("The current password is wrong");
        }
        if (passwords.matches(wanted, user.password())) {
            throw new InvalidParameterException("The new password must differ from the current one");
        }
        replace(user, passwords.hash(wanted), false);
        return require(instance, id);
    }

    /**
     * Gives a user a new one-time password and ends its sessions.
     *
     * @return the password, which is not kept
     * @throws ResourceNotFoundException if the instance has no such user with a password
     * @throws ResourceConflictException if the password was changed meanwhile
     */
    public String reset(InstanceId instance, UserId id) {
        var user = require(instance, id);
        var password = passwords.newOneTimePassword();
        replace(user, passwords.hash(password), true);
        return password;
    }

    private void replace(UserCredential user, PasswordHash wanted, boolean isOneTime) {
        if (!repository.replace(user.user(), user.password(), wanted, isOneTime, clock.instant())) {
            throw new ResourceConflictException("The password of user %s was changed meanwhile".formatted(user.user()));
        }
    }

    /** Ends all sessions of a user, on all nodes. */
    public void endSessions(UserId user) {
        repository.endSessions(user, clock.instant());
    }

    private UserCredential require(InstanceId instance, UserId id) {
        return find(instance, id)
                .filter(UserCredential::hasPassword)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "User %s with a password does not exist in instance %s".formatted(id, instance)));
    }
}
