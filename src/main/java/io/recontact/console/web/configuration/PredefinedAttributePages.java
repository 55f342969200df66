package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.NewPredefinedAttribute;
import io.recontact.configuration.PredefinedAttribute;
import io.recontact.configuration.PredefinedAttributeId;
import io.recontact.configuration.PredefinedAttributeService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of predefined attributes. As in the API, they have no tags, and their names stay. */
@Controller
@ConsoleEnabled
@RequestMapping("/console/configuration/predefined-attributes")
class PredefinedAttributePages extends ResourcePages<PredefinedAttribute, PredefinedAttributeId> {

    private static final String VALUES = "Values";
    private static final int MAX_VALUES = 500;
    private static final int MAX_VALUE = 100;

    private final PredefinedAttributeService attributes;

    PredefinedAttributePages(PredefinedAttributeService attributes, TransactionTemplate transactions) {
        super(ResourceKind.PREDEFINED_ATTRIBUTES, attributes, PredefinedAttributeId::new, transactions);
        this.attributes = attributes;
    }

    @Override
    boolean hasTags() {
        return false;
    }

    @Override
    String detail(PredefinedAttribute attribute) {
        return String.join(", ", values(attribute));
    }

    private static List<String> values(@Nullable PredefinedAttribute attribute) {
        return attribute == null ? List.of() : Objects.requireNonNullElse(attribute.values(), List.of());
    }

    @Override
    Form form(ConsoleUser user, @Nullable PredefinedAttribute present) {
        var values = Field.lines(VALUES, VALUES, MAX_VALUES * (MAX_VALUE + 1), values(present))
                .hint("One on each line. Users keep their proficiencies in values that you remove.");
        return present == null ? Form.of(Field.text("Name", "Name", 100, null).required(), values) : Form.of(values);
    }

    @Override
    PredefinedAttributeId create(ConsoleUser user, Submission submission) {
        return attributes
                .create(user.instance(), submission.text("Name"), wanted(submission))
                .id();
    }

    @Override
    void change(ConsoleUser user, PredefinedAttribute present, Submission submission) {
        if (!submission.lines(VALUES).equals(Submission.lines(values(present)))) {
            attributes.update(user.instance(), present.name(), wanted(submission));
        }
    }

    private static NewPredefinedAttribute wanted(Submission submission) {
        var values = submission.lines(VALUES);
        if (values.size() > MAX_VALUES || values.stream().anyMatch(value -> value.length() > MAX_VALUE)) {
            throw new InvalidParameterException("Values: there are more than %d, or one has more than %d characters"
                    .formatted(MAX_VALUES, MAX_VALUE));
        }
        return new NewPredefinedAttribute(values, null, null);
    }
}
