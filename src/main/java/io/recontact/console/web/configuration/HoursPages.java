package io.recontact.console.web.configuration;

import io.recontact.configuration.HoursOfOperation;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationOverrideService;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.HoursOfOperationUpdate;
import io.recontact.configuration.NewHoursOfOperation;
import io.recontact.configuration.OpeningHours;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of hours of operation. */
@Controller
@ConsoleEnabled
@RequestMapping(HoursPages.PATH)
class HoursPages extends ResourcePages<HoursOfOperation, HoursOfOperationId> {

    static final String PATH = "/console/configuration/hours-of-operation";

    private static final String PARENTS = "ParentHoursOfOperationConfigs";

    /** As many as hours can have. */
    private static final int MAX_OVERRIDES = 50;

    private static final List<Choice> ZONES = ZoneId.getAvailableZoneIds().stream()
            .sorted()
            .map(zone -> new Choice(zone, zone))
            .toList();

    private static final List<Field> COLUMNS = List.of(
            Field.choice("Day", "Day", Choice.of(DayOfWeek.values()), null).required(),
            Field.time("StartTime", "From").required(),
            Field.time("EndTime", "To").required());

    private final HoursOfOperationService hours;
    private final HoursOfOperationOverrideService overrides;
    private final Choices choices;

    HoursPages(
            HoursOfOperationService hours,
            HoursOfOperationOverrideService overrides,
            Choices choices,
            TransactionTemplate transactions) {
        super(ResourceKind.HOURS_OF_OPERATION, hours, HoursOfOperationId::new, transactions);
        this.hours = hours;
        this.overrides = overrides;
        this.choices = choices;
    }

    @Override
    Form form(ConsoleUser user, @Nullable HoursOfOperation present) {
        return Form.of(
                Field.text("Name", "Name", 127, present == null ? null : present.name())
                        .required(),
                Field.text("Description", "Description", 250, present == null ? null : present.description()),
                Field.suggest(
                                "TimeZone",
                                "Time zone",
                                ZONES,
                                present == null ? "UTC" : present.hours().timeZone())
                        .required()
                        .hint("A name of the IANA database, such as Europe/Berlin."),
                Field.grid(
                                "Config",
                                "Open",
                                COLUMNS,
                                present == null
                                        ? List.of()
                                        : rows(present.hours().slices()))
                        .hint("23:59 is the end of the day. An end before the start is on the next day."),
                Field.checks(
                                PARENTS,
                                "Parents",
                                choices.hours(user.instance()).stream()
                                        .filter(choice -> present == null
                                                || !choice.value()
                                                        .equals(present.id().toString()))
                                        .toList(),
                                present == null ? List.of() : present.parents())
                        .hint("The hours have the overrides of their parents, too: at most three."));
    }

    @Override
    List<Related> related(ConsoleUser user, HoursOfOperation present) {
        var all = overrides.search(
                user.instance(), ResourceSpecifications.oneOf("hours", List.of(present.id())), null, MAX_OVERRIDES);
        return List.of(new Related(
                "Overrides",
                all.stream()
                        .map(one -> new Link(
                                one.name(),
                                "%s/%s".formatted(HoursOverridePages.PATH, one.id()),
                                HoursOverridePages.dates(one.toOverride())))
                        .toList(),
                ResourceKind.HOURS_OVERRIDES.mayCreate(user)
                        ? new Link(
                                "New override",
                                "%s/new?%s=%s"
                                        .formatted(HoursOverridePages.PATH, HoursOverridePages.HOURS, present.id()),
                                "")
                        : null));
    }

    private static List<List<String>> rows(List<OpeningHours.Slice> slices) {
        return slices.stream()
                .sorted(Comparator.comparing(OpeningHours.Slice::day).thenComparing(OpeningHours.Slice::start))
                .map(slice -> List.of(
                        slice.day().name(),
                        slice.start().toString(),
                        slice.end().toString()))
                .toList();
    }

    private static List<OpeningHours.Slice> slices(Submission submission) {
        return submission.rows(Field.grid("Config", "Open", COLUMNS, List.of())).stream()
                .map(row -> new OpeningHours.Slice(
                        DayOfWeek.valueOf(row.get(0)), LocalTime.parse(row.get(1)), LocalTime.parse(row.get(2))))
                .toList();
    }

    @Override
    HoursOfOperationId create(ConsoleUser user, Submission submission) {
        return hours.create(
                        user.instance(),
                        new NewHoursOfOperation(
                                submission.text("Name"),
                                submission.textOrNull("Description"),
                                new OpeningHours(submission.text("TimeZone"), slices(submission)),
                                parents(user, submission),
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, HoursOfOperation present, Submission submission) {
        hours.update(
                user.instance(),
                present.id(),
                new HoursOfOperationUpdate(
                        submission.changed("Name", present.name()),
                        submission.changed("Description", present.description()),
                        submission.text("TimeZone"),
                        slices(submission)));
        var added = new HashSet<>(parents(user, submission));
        var removed = new HashSet<>(present.parents());
        var kept = Set.copyOf(removed);
        removed.removeAll(added);
        added.removeAll(kept);
        if (!removed.isEmpty()) {
            hours.disassociate(user.instance(), present.id(), removed);
        }
        if (!added.isEmpty()) {
            hours.associate(user.instance(), present.id(), added);
        }
    }

    private static Set<HoursOfOperationId> parents(ConsoleUser user, Submission submission) {
        return submission.all(PARENTS).stream()
                .map(id -> HoursOfOperationId.parse(user.instance(), PARENTS, id))
                .collect(Collectors.toSet());
    }
}
