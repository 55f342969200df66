package io.recontact.console;

import io.recontact.api.throttle.FailureLimit;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.Passwords;
import io.recontact.configuration.UserCredential;
import io.recontact.configuration.UserCredentialService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Service;

/**
 * Checks passwords. An unknown instance or user costs as much time as a wrong password, and has the same answer and
 * limits, so that nobody learns which users exist.
 */
@Service
@ConsoleEnabled
public class SignInService {

    /** Of one user, whether it exists or not. */
    private static final FailureLimit.Kind OF_USER = new FailureLimit.Kind("SignInOfUser", 10, Duration.ofMinutes(1));

    /** Of one address, behind which may be a whole office. */
    private static final FailureLimit.Kind OF_ADDRESS =
            new FailureLimit.Kind("SignInOfAddress", 100, Duration.ofSeconds(6));

    private final InstanceService instances;
    private final UserCredentialService credentials;
    private final Passwords passwords;
    private final FailureLimit limit;

    SignInService(
            InstanceService instances, UserCredentialService credentials, Passwords passwords, FailureLimit limit) {
        this.instances = instances;
        this.credentials = credentials;
        this.passwords = passwords;
        this.limit = limit;
    }

    /**
     * An attempt to sign in.
     *
     * @param instanceAlias empty for the only instance
     * @param isByLink true if a link has filled in the form; only one-time passwords are accepted then, so that no link
     *     signs a person in as somebody else
     * @param address the address that the request came from
     */
    public record Attempt(String instanceAlias, String username, String password, boolean isByLink, String address) {

        /** Omits the password. */
        @Override
        public String toString() {
            return "Attempt[]";
        }
    }

    /**
     * Signs a user in. A one-time password is void afterwards.
     *
     * @throws BadCredentialsException if there is no such user or password
     * @throws LockedException after too many failures of the user or the address
     */
    public ConsoleUser signIn(Attempt attempt) {
        var user = "%s/%s".formatted(attempt.instanceAlias, attempt.username).toLowerCase(Locale.ROOT);
        if (!limit.takeAttempt(OF_ADDRESS, attempt.address) || !limit.takeAttempt(OF_USER, user)) {
            throw new LockedException("Too many attempts");
        }
        var found = findInstance(attempt.instanceAlias)
                .flatMap(instance -> credentials.find(instance.id(), attempt.username));
        // Also without a user, because it takes time.
        var matches = passwords.matches(
                attempt.password, found.map(UserCredential::password).orElse(null));
        if (found.isEmpty() || !matches || !isAccepted(attempt, found.get())) {
            throw new BadCredentialsException("No such user or password");
        }
        limit.succeeded(OF_ADDRESS, attempt.address);
        limit.succeeded(OF_USER, user);
        return ConsoleUser.of(found.get());
    }

    /**
     * Finds the user that an identity provider has signed in: in instances of type SAML by its Username, in those of
     * type EXISTING_DIRECTORY by its DirectoryUserId. Users of CONNECT_MANAGED instances sign in with a password.
     *
     * @param instanceAlias empty for the only instance
     */
    public Optional<ConsoleUser> findBySingleSignOn(String instanceAlias, String name) {
        return findInstance(instanceAlias)
                .flatMap(instance -> switch (instance.identityManagement()) {
                    case SAML -> credentials.find(instance.id(), name);
                    case EXISTING_DIRECTORY -> credentials.findByDirectoryUserId(instance.id(), name);
                    case CONNECT_MANAGED -> Optional.empty();
                })
                .map(ConsoleUser::of);
    }

    private boolean isAccepted(Attempt attempt, UserCredential user) {
        return user.isOneTime() ? credentials.consumeOneTimePassword(user) : !attempt.isByLink;
    }

    private Optional<Instance> findInstance(String alias) {
        if (!alias.isEmpty()) {
            return instances.findByAlias(alias);
        }
        var some = someInstances();
        return some.size() == 1 ? Optional.of(some.getFirst()) : Optional.empty();
    }

    /** Returns true if a user needs to name its instance. */
    public boolean hasSeveralInstances() {
        return someInstances().size() > 1;
    }

    private List<Instance> someInstances() {
        return instances.page(null, 2);
    }

    /** Deletes what is kept of failures that limit nothing any more. */
    void cleanUp() {
        limit.deleteUnused(OF_USER);
        limit.deleteUnused(OF_ADDRESS);
    }
}
