package io.recontact.console.web.configuration;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.ChannelSettings;
import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.NewUser;
import io.recontact.configuration.Passwords;
import io.recontact.configuration.Permission;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.SecurityProfileId;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.configuration.User;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of users. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/users")
class UserPages extends ResourcePages<User, UserId> {

    /** The rules of the API's text, which depend on how the users of the instance are managed. */
    private static final int MAX_USERNAME = 20;

    private static final int MAX_USERNAME_OF_SAML = 64;
    private static final int MAX_SECURITY_PROFILES = 10;

    private static final String SECURITY_PROFILES = "SecurityProfileIds";
    private static final String HIERARCHY_GROUP = "HierarchyGroupId";
    private static final String DIRECTORY_USER = "DirectoryUserId";
    private static final String AUTO_ACCEPT = "AutoAccept";
    private static final String WORK_LIMIT = "AfterContactWorkTimeLimit";

    private final UserService users;
    private final SecurityProfileService securityProfiles;
    private final InstanceService instances;
    private final Passwords passwords;
    private final Choices choices;
    private final ProficiencyRows proficiencies;

    UserPages(
            UserService users,
            SecurityProfileService securityProfiles,
            InstanceService instances,
            Passwords passwords,
            Choices choices,
            ProficiencyRows proficiencies,
            TransactionTemplate transactions) {
        super(ResourceKind.USERS, users, UserId::new, transactions);
        this.users = users;
        this.securityProfiles = securityProfiles;
        this.instances = instances;
        this.passwords = passwords;
        this.choices = choices;
        this.proficiencies = proficiencies;
    }

    @Override
    String detail(User user) {
        var identity = user.identity();
        return identity == null
                ? ""
                : Stream.of(identity.firstName(), identity.lastName())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
    }

    @Override
    List<Link> actions(ConsoleUser user, User resource) {
        return user.may(Permission.USERS_EDIT)
                ? List.of(new Link("New one-time password", "/console/users/%s/password".formatted(resource.id()), ""))
                : List.of();
    }

    @Override
    Form form(ConsoleUser user, @Nullable User present) {
        var instance = user.instance();
        var management = instances.require(instance).identityManagement();
        var identity = present == null ? null : present.identity();
        var phone = present == null ? null : present.phone();
        var fields = new ArrayList<Field>();
        if (present == null) {
            var max = management == IdentityManagement.SAML ? MAX_USERNAME_OF_SAML : MAX_USERNAME;
            fields.add(Field.text("Username", "Username", max, null).required());
        }
        fields.add(withNames(
                management,
                Field.text("FirstName", "First name", 255, identity == null ? null : identity.firstName())));
        fields.add(withNames(
                management, Field.text("LastName", "Last name", 300, identity == null ? null : identity.lastName())));
        fields.add(Field.text("Email", "E-mail address", 300, identity == null ? null : identity.email()));
        if (present == null && management == IdentityManagement.EXISTING_DIRECTORY) {
            fields.add(
                    Field.text(DIRECTORY_USER, "Id in the directory", 100, null).hint("By which the user signs in."));
        }
        if (present == null && management == IdentityManagement.CONNECT_MANAGED) {
            fields.add(Field.password("Password", "Password")
                    .required()
                    .hint("8 to 64 characters, with a lower-case and an upper-case letter and a digit."));
        }
        fields.add(Field.choice(
                        "RoutingProfileId",
                        "Routing profile",
                        choices.routingProfiles(instance),
                        present == null ? null : present.routingProfileId())
                .required());
        fields.add(Field.checks(
                        SECURITY_PROFILES,
                        "Security profiles",
                        choices.securityProfiles(instance),
                        present == null ? List.of() : present.securityProfileIds())
                .required()
                .hint("You can give profiles whose permissions you have yourself."));
        fields.add(Field.choice(
                        AUTO_ACCEPT,
                        "Accept contacts automatically",
                        List.of(new Choice("false", "No"), new Choice("true", "Yes")),
                        phone != null && Boolean.TRUE.equals(phone.autoAccept()))
                .required());
        fields.add(Field.number(
                        WORK_LIMIT,
                        "Limit of after-contact work",
                        0,
                        Integer.MAX_VALUE,
                        phone == null ? null : phone.afterContactWorkLimit())
                .hint("In seconds. Without a number, or with 0, it is unlimited."));
        fields.add(Field.choice(
                HIERARCHY_GROUP,
                "Hierarchy group",
                choices.hierarchyGroups(instance),
                present == null ? null : present.hierarchyGroupId()));
        fields.add(proficiencies.field(instance, present == null ? null : present.id()));
        return Form.of(fields);
    }

    private static Field withNames(IdentityManagement management, Field field) {
        return management == IdentityManagement.CONNECT_MANAGED ? field.required() : field;
    }

    @Override
    UserId create(ConsoleUser user, Submission submission) {
        var instance = user.instance();
        var profiles = profiles(user, submission);
        requireGrantable(user, Set.copyOf(profiles));
        var password = submission.textOrNull("Password");
        var created = users.create(
                        instance,
                        new NewUser(
                                submission.text("Username"),
                                identity(submission, null),
                                phone(submission, null),
                                ChannelSettings.NONE,
                                submission.textOrNull(DIRECTORY_USER),
                                profiles,
                                routingProfile(user, submission),
                                hierarchyGroup(user, submission),
                                null,
                                password == null ? null : passwords.hash(password)))
                .id();
        proficiencies.change(instance, created, submission);
        return created;
    }

    @Override
    void change(ConsoleUser user, User present, Submission submission) {
        var instance = user.instance();
        var id = present.id();
        var identity = identity(submission, present.identity());
        if (!identity.equals(present.identity())) {
            users.updateIdentity(instance, id, identity);
        }
        // The configuration for all channels replaces that of single channels, so it is written only if it differs.
        var phone = phone(submission, present.phone());
        if (!phone.equals(phone(present.phone()))) {
            users.updatePhone(instance, id, phone);
        }
        var routing = routingProfile(user, submission);
        if (!routing.equals(present.routingProfileId())) {
            users.updateRoutingProfile(instance, id, routing);
        }
        var group = hierarchyGroup(user, submission);
        if (!Objects.equals(group, present.hierarchyGroupId())) {
            users.updateHierarchyGroup(instance, id, group);
        }
        proficiencies.change(instance, id, submission);
        changeSecurityProfiles(user, present, profiles(user, submission));
    }

    private static @Nullable HierarchyGroupId hierarchyGroup(ConsoleUser user, Submission submission) {
        var group = submission.textOrNull(HIERARCHY_GROUP);
        return group == null ? null : HierarchyGroupId.parse(user.instance(), HIERARCHY_GROUP, group);
    }

    private void changeSecurityProfiles(ConsoleUser user, User present, List<SecurityProfileId> wanted) {
        var before = Set.copyOf(present.securityProfileIds());
        if (before.equals(Set.copyOf(wanted))) {
            return;
        }
        if (!user.may(Permission.USERS_EDIT_PERMISSION)) {
            throw new AccessDeniedException("SecurityProfileIds: to change them, you need the permission %s"
                    .formatted(Permission.USERS_EDIT_PERMISSION.permission()));
        }
        requireGrantable(
                user,
                wanted.stream().filter(profile -> !before.contains(profile)).collect(Collectors.toSet()));
        users.updateSecurityProfiles(user.instance(), present.id(), wanted);
    }

    private void requireGrantable(ConsoleUser user, Set<SecurityProfileId> profiles) {
        Grants.requireOwn(
                user,
                SECURITY_PROFILES,
                securityProfiles.requireAll(user.instance(), profiles).stream()
                        .flatMap(profile -> profile.permissions().stream())
                        .toList());
    }

    @Override
    void delete(ConsoleUser user, UserId id) {
        if (id.equals(user.id())) {
            throw new InvalidRequestException("You cannot delete yourself");
        }
        super.delete(user, id);
    }

    private static List<SecurityProfileId> profiles(ConsoleUser user, Submission submission) {
        var profiles = submission.all(SECURITY_PROFILES).stream()
                .map(id -> SecurityProfileId.parse(user.instance(), SECURITY_PROFILES, id))
                .toList();
        if (profiles.size() > MAX_SECURITY_PROFILES) {
            throw new InvalidRequestException(
                    "SecurityProfileIds has more than %d elements".formatted(MAX_SECURITY_PROFILES));
        }
        return profiles;
    }

    private static RoutingProfileId routingProfile(ConsoleUser user, Submission submission) {
        return RoutingProfileId.parse(user.instance(), "RoutingProfileId", submission.text("RoutingProfileId"));
    }

    private static User.Identity identity(Submission submission, User.@Nullable Identity present) {
        return new User.Identity(
                submission.textOrNull("FirstName"),
                submission.textOrNull("LastName"),
                submission.textOrNull("Email"),
                present == null ? null : present.secondaryEmail(),
                present == null ? null : present.mobile());
    }

    private static User.Phone phone(Submission submission, User.@Nullable Phone present) {
        var before = phone(present);
        return new User.Phone(
                before.type(),
                Boolean.valueOf(submission.text(AUTO_ACCEPT)),
                submission.number(WORK_LIMIT),
                before.deskPhoneNumber(),
                before.persistentConnection());
    }

    /** Returns the configuration with what it means where a member is absent. */
    private static User.Phone phone(User.@Nullable Phone present) {
        return present == null
                ? new User.Phone(User.PhoneType.SOFT_PHONE, false, null, null, null)
                : new User.Phone(
                        present.type(),
                        Boolean.TRUE.equals(present.autoAccept()),
                        present.afterContactWorkLimit(),
                        present.deskPhoneNumber(),
                        present.persistentConnection());
    }
}
