package io.recontact.console;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.configuration.ChannelSettings;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.NewUser;
import io.recontact.configuration.Passwords;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.SecurityProfile;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.configuration.User;
import io.recontact.configuration.UserCredentialService;
import io.recontact.configuration.UserService;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates an administrator in the first instance, once, after the first start has created that or a seed has. */
@Component
@ConsoleEnabled
@Order(Ordered.LOWEST_PRECEDENCE)
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private static final String PROFILE = "Admin";

    private final ConsoleProperties settings;
    private final FirstAdministratorRepository repository;
    private final InstanceService instances;
    private final UserService users;
    private final UserCredentialService credentials;
    private final SecurityProfileService securityProfiles;
    private final RoutingProfileService routingProfiles;
    private final Passwords passwords;
    private final TransactionTemplate transactions;

    FirstAdministrator(
            ConsoleProperties settings,
            FirstAdministratorRepository repository,
            InstanceService instances,
            UserService users,
            UserCredentialService credentials,
            SecurityProfileService securityProfiles,
            RoutingProfileService routingProfiles,
            Passwords passwords,
            TransactionTemplate transactions) {
        this.settings = settings;
        this.repository = repository;
        this.instances = instances;
        this.users = users;
        this.credentials = credentials;
        this.securityProfiles = securityProfiles;
        this.routingProfiles = routingProfiles;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.administrator().isEmpty() || repository.find().isPresent()) {
            return;
        }
        instances
                .findFirst()
                .filter(instance -> instance.identityManagement() == IdentityManagement.CONNECT_MANAGED)
                .map(Instance::id)
                .ifPresent(this::create);
    }

    private void create(InstanceId instance) {
        // Nobody knows it: SignInLink gives the user another one and prints it.
        var password = passwords.hash(passwords.newOneTimePassword());
        try {
            transactions.executeWithoutResult(_ -> {
                repository.lock();
                if (repository.find().isEmpty()) {
                    var user = users.create(instance, administrator(instance));
                    credentials.create(user.id(), password, true);
                    repository.insert(instance, user.id());
                }
            });
        } catch (DuplicateResourceException _) {
            log.info(
                    "The instance {} has a user {}, so no administrator is created",
                    instance,
                    settings.administrator());
        }
    }

    private NewUser administrator(InstanceId instance) {
        return new NewUser(
                settings.administrator(),
                new User.Identity("First", "Administrator", null, null, null),
                new User.Phone(User.PhoneType.SOFT_PHONE, false, 0, null, null),
                ChannelSettings.NONE,
                null,
                securityProfiles
                        .search(instance, (profile, _, builder) -> builder.equal(profile.get("name"), PROFILE), null, 1)
                        .stream()
                        .map(SecurityProfile::id)
                        .toList(),
                routingProfiles.page(instance, null, 1).stream()
                        .map(ResourceSummary::id)
                        .map(id -> new RoutingProfileId(id.value()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("An instance without a routing profile")),
                null,
                Map.of(),
                null);
    }
}
