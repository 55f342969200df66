package io.recontact.console.web.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.PredefinedAttribute;
import io.recontact.configuration.PredefinedAttributeService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserProficiency;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** The proficiencies of a user as rows of a form. Attributes are chosen by their ids. */
@Component
@ConsoleEnabled
class ProficiencyRows {

    private static final String NAME = "UserProficiencies";
    private static final int MAX_ATTRIBUTES = 1000;
    private static final int MAX_LEVEL = 5;

    private final UserService users;
    private final PredefinedAttributeService attributes;

    ProficiencyRows(UserService users, PredefinedAttributeService attributes) {
        this.users = users;
        this.attributes = attributes;
    }

    /** Returns the field of the proficiencies; user null for one that does not exist yet. */
    Field field(InstanceId instance, @Nullable UserId user) {
        var all = attributes(instance);
        var ids = all.stream()
                .collect(Collectors.toMap(
                        PredefinedAttribute::name, attribute -> attribute.id().toString()));
        var choices = all.stream()
                .map(attribute -> new Choice(attribute.id().toString(), attribute.name()))
                .sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
        return field(
                choices,
                present(instance, user).stream()
                        .map(one -> List.of(
                                ids.getOrDefault(one.attributeName(), ""),
                                one.attributeValue(),
                                Integer.toString(one.level())))
                        .sorted(Comparator.comparing(row -> row.get(1)))
                        .toList());
    }

    private static Field field(List<Choice> choices, List<List<String>> rows) {
        return Field.grid(
                        NAME,
                        "Proficiencies",
                        List.of(
                                Field.choice("AttributeName", "Attribute", choices, null)
                                        .required(),
                                Field.text("AttributeValue", "Value", 100, null).required(),
                                Field.number("Level", "Level", 1, MAX_LEVEL, null)
                                        .required()),
                        rows)
                .hint("What routing criteria ask for, from level 1 to 5. A row without an attribute is removed.");
    }

    private List<PredefinedAttribute> attributes(InstanceId instance) {
        return attributes.search(instance, Specification.unrestricted(), null, MAX_ATTRIBUTES);
    }

    private List<UserProficiency> present(InstanceId instance, @Nullable UserId user) {
        return user == null ? List.of() : users.proficiencies(instance, user).proficiencies();
    }

    /** The attribute and value of a proficiency. */
    private record Skill(String attribute, String value) {

        static Skill of(UserProficiency one) {
            return new Skill(one.attributeName(), one.attributeValue());
        }
    }

    /** Makes the proficiencies those of a form, in the caller's transaction. */
    void change(InstanceId instance, UserId user, Submission submission) {
        var wanted = wanted(instance, submission);
        var removed = new ArrayList<UserProficiency>();
        for (var one : present(instance, user)) {
            // A form has no spaces around texts, so these change nothing.
            var asShown = new UserProficiency(
                    one.attributeName(), one.attributeValue().strip(), one.level());
            if (!wanted.remove(Skill.of(asShown), asShown) && !wanted.containsKey(Skill.of(one))) {
                removed.add(one);
            }
        }
        if (!removed.isEmpty()) {
            users.disassociateProficiencies(instance, user, removed);
        }
        if (!wanted.isEmpty()) {
            users.associateProficiencies(instance, user, List.copyOf(wanted.values()));
        }
    }

    private Map<Skill, UserProficiency> wanted(InstanceId instance, Submission submission) {
        var rows = submission.rows(field(List.of(), List.of()));
        var wanted = new HashMap<Skill, UserProficiency>();
        if (rows.isEmpty()) {
            return wanted;
        }
        var names = attributes(instance).stream()
                .collect(Collectors.toMap(attribute -> attribute.id().toString(), PredefinedAttribute::name));
        for (var row : rows) {
            var one = new UserProficiency(names.getOrDefault(row.get(0), ""), row.get(1), Integer.parseInt(row.get(2)));
            if (wanted.put(Skill.of(one), one) != null) {
                throw new InvalidParameterException("UserProficiencies: two rows have the same attribute and value");
            }
        }
        return wanted;
    }
}
