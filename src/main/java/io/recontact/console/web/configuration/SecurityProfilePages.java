package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.AccessControl;
import io.recontact.configuration.NewSecurityProfile;
import io.recontact.configuration.Permission;
import io.recontact.configuration.SecurityProfile;
import io.recontact.configuration.SecurityProfileId;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.configuration.SecurityProfileUpdate;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of security profiles. As in the API, the name of a profile stays. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/security-profiles")
class SecurityProfilePages extends ResourcePages<SecurityProfile, SecurityProfileId> {

    private static final String NAME = "SecurityProfileName";
    private static final String PERMISSIONS = "Permissions";

    /** The pattern of CreateSecurityProfile in the model. */
    private static final Pattern NAME_FORM = Pattern.compile("[ a-zA-Z0-9_@-]+");

    private static final List<Choice> ENFORCED = Arrays.stream(Permission.values())
            .map(permission -> new Choice(permission.permission(), permission.permission()))
            .sorted(Comparator.comparing(Choice::value))
            .toList();

    private final SecurityProfileService profiles;

    SecurityProfilePages(SecurityProfileService profiles, TransactionTemplate transactions) {
        super(ResourceKind.SECURITY_PROFILES, profiles, SecurityProfileId::new, transactions);
        this.profiles = profiles;
    }

    @Override
    Form form(ConsoleUser user, @Nullable SecurityProfile present) {
        var fields = new ArrayList<Field>();
        if (present == null) {
            fields.add(Field.text(NAME, "Name", 127, null).required());
        }
        fields.add(Field.text("Description", "Description", 250, present == null ? null : present.description()));
        fields.add(
                Field.checks(PERMISSIONS, "Permissions", ENFORCED, present == null ? List.of() : present.permissions())
                        .hint("You can give the permissions that you have yourself."));
        return Form.of(fields);
    }

    @Override
    SecurityProfileId create(ConsoleUser user, Submission submission) {
        var name = submission.text(NAME);
        if (!NAME_FORM.matcher(name).matches()) {
            throw new InvalidParameterException(
                    "SecurityProfileName has characters other than letters of the Latin alphabet, digits, spaces, _, @, -");
        }
        var permissions = submission.all(PERMISSIONS);
        Grants.requireOwn(user, PERMISSIONS, permissions);
        return profiles.create(
                        user.instance(),
                        new NewSecurityProfile(
                                name,
                                submission.textOrNull("Description"),
                                permissions,
                                AccessControl.NONE,
                                null,
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, SecurityProfile present, Submission submission) {
        var before = Set.copyOf(present.permissions());
        var wanted = submission.all(PERMISSIONS);
        Grants.requireOwn(
                user,
                PERMISSIONS,
                wanted.stream()
                        .filter(permission -> !before.contains(permission))
                        .toList());
        profiles.update(
                user.instance(),
                present.id(),
                new SecurityProfileUpdate(
                        submission.changed("Description", present.description()), wanted, AccessControl.NONE, null));
    }
}
