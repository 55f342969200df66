package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.HoursOfOperation;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.HoursOfOperationOverride;
import io.recontact.configuration.HoursOfOperationOverrideId;
import io.recontact.configuration.HoursOfOperationOverrideService;
import io.recontact.configuration.HoursOfOperationOverrideUpdate;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.HoursOverride;
import io.recontact.configuration.Recurrence;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of overrides of hours of operation. As in the API, they have no tags, and one that recurs stays so. */
@Controller
@ConsoleEnabled
@RequestMapping(HoursOverridePages.PATH)
class HoursOverridePages extends ResourcePages<HoursOfOperationOverride, HoursOfOperationOverrideId> {

    static final String PATH = "/console/configuration/hours-overrides";

    /** The field that names the hours of a new override. */
    static final String HOURS = "HoursOfOperationId";

    private static final String EVERY_DAY = "EVERY_DAY";
    private static final int MAX_INTERVAL = 6;
    private static final int LAST_MONTH_DAY = 31;

    /** The members of a recurrence that need a frequency. */
    private static final List<String> OF_RECURRENCE =
            List.of("Interval", "ByMonth", "ByMonthDay", "ByWeekdayOccurrence");

    private static final List<Choice> MONTHS = Arrays.stream(Month.values())
            .map(month -> new Choice(Integer.toString(month.getValue()), Choice.word(month)))
            .toList();

    private static final List<Choice> OCCURRENCES = List.of(
            new Choice("1", "First"),
            new Choice("2", "Second"),
            new Choice("3", "Third"),
            new Choice("4", "Fourth"),
            new Choice("-1", "Last"));

    private static final List<Field> COLUMNS = List.of(
            Field.choice(
                            "Day",
                            "Day",
                            Stream.concat(
                                            Stream.of(new Choice(EVERY_DAY, "Every day")),
                                            Choice.of(DayOfWeek.values()).stream())
                                    .toList(),
                            null)
                    .required(),
            Field.time("StartTime", "From"),
            Field.time("EndTime", "To"));

    private final HoursOfOperationOverrideService overrides;
    private final HoursOfOperationService hours;
    private final Choices choices;

    HoursOverridePages(
            HoursOfOperationOverrideService overrides,
            HoursOfOperationService hours,
            Choices choices,
            TransactionTemplate transactions) {
        super(ResourceKind.HOURS_OVERRIDES, overrides, HoursOfOperationOverrideId::new, transactions);
        this.overrides = overrides;
        this.hours = hours;
        this.choices = choices;
    }

    @Override
    boolean hasTags() {
        return false;
    }

    @Override
    String detail(HoursOfOperationOverride override) {
        return "%s: %s".formatted(hoursOf(override).name(), dates(override.toOverride()));
    }

    /** Returns the effect and the dates in words. */
    static String dates(HoursOverride override) {
        var recurrence = override.recurrence();
        return "%s, %s%s"
                .formatted(
                        Choice.word(override.type()),
                        override.from().equals(override.till())
                                ? override.from()
                                : "%s to %s".formatted(override.from(), override.till()),
                        recurrence == null
                                ? ""
                                : ", " + recurrence.frequency().name().toLowerCase(Locale.ROOT));
    }

    private HoursOfOperation hoursOf(HoursOfOperationOverride override) {
        return hours.require(override.instance(), override.hours());
    }

    @Override
    List<Related> related(ConsoleUser user, HoursOfOperationOverride override) {
        var of = hoursOf(override);
        return List.of(new Related(
                "Hours of operation",
                List.of(new Link(of.name(), "%s/%s".formatted(HoursPages.PATH, of.id()), "")),
                null));
    }

    @Override
    Form form(ConsoleUser user, @Nullable HoursOfOperationOverride present) {
        var override = present == null ? null : present.toOverride();
        var fields = new ArrayList<>(List.of(
                Field.text("Name", "Name", 127, present == null ? null : present.name())
                        .required(),
                Field.text("Description", "Description", 250, present == null ? null : present.description())));
        if (present == null) {
            fields.add(Field.choice(HOURS, "Hours of operation", choices.hours(user.instance()), null)
                    .required());
        }
        fields.add(Field.choice(
                        "OverrideType",
                        "Effect",
                        Choice.of(HoursOverride.Type.values()),
                        override == null ? HoursOverride.Type.CLOSED : override.type())
                .required()
                .hint("Standard replaces the weekly hours, Open adds to them, Closed takes from them."));
        fields.add(Field.date("EffectiveFrom", "First day", override == null ? null : override.from())
                .required());
        fields.add(Field.date("EffectiveTill", "Last day", override == null ? null : override.till())
                .required());
        fields.add(Field.grid("Config", "Hours", COLUMNS, override == null ? List.of() : rows(override.slices()))
                .hint("Without hours, an override is for the whole day; a Standard one closes it."));
        fields.addAll(recurrence(override == null ? null : override.recurrence()));
        return Form.of(fields);
    }

    private static List<Field> recurrence(@Nullable Recurrence present) {
        var frequency = Field.choice(
                        "Frequency",
                        "Repeats",
                        Choice.of(Recurrence.Frequency.values()),
                        present == null ? null : present.frequency())
                .hint("Without a choice, the override is for all days from the first to the last.");
        return List.of(
                present == null ? frequency : frequency.required(),
                Field.number("Interval", "Every", 1, MAX_INTERVAL, present == null ? null : present.interval())
                        .hint("How many weeks, months or years lie between; 1 without a number."),
                Field.choice("ByMonth", "In the month", MONTHS, only(present == null ? null : present.byMonth()))
                        .hint("For what repeats yearly. Without a choice, the month of the first day."),
                Field.number(
                                "ByMonthDay",
                                "On the day of the month",
                                -1,
                                LAST_MONTH_DAY,
                                only(present == null ? null : present.byMonthDay()))
                        .hint("For what repeats monthly or yearly; -1 is the last day."),
                Field.choice(
                                "ByWeekdayOccurrence",
                                "On the weekdays of the hours",
                                OCCURRENCES,
                                only(present == null ? null : present.byWeekdayOccurrence()))
                        .hint(
                                "The first, second, third, fourth or last of the month, in place of a day of the month."));
    }

    private static @Nullable Integer only(@Nullable List<Integer> values) {
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private static List<List<String>> rows(List<HoursOverride.Slice> slices) {
        return slices.stream()
                .map(slice -> List.of(
                        slice.day() == null ? EVERY_DAY : slice.day().name(),
                        Objects.toString(slice.start(), ""),
                        Objects.toString(slice.end(), "")))
                .toList();
    }

    @Override
    HoursOfOperationOverrideId create(ConsoleUser user, Submission submission) {
        var of = HoursOfOperationId.parse(user.instance(), HOURS, submission.text(HOURS));
        return overrides
                .create(
                        user.instance(),
                        of,
                        new HoursOverride(
                                submission.text("Name"),
                                HoursOverride.Type.valueOf(submission.text("OverrideType")),
                                date(submission, "EffectiveFrom"),
                                date(submission, "EffectiveTill"),
                                recurrence(submission),
                                slices(submission)),
                        submission.textOrNull("Description"))
                .id();
    }

    @Override
    void change(ConsoleUser user, HoursOfOperationOverride present, Submission submission) {
        overrides.update(
                user.instance(),
                present.hours(),
                present.id(),
                new HoursOfOperationOverrideUpdate(
                        submission.changed("Name", present.name()),
                        submission.changed("Description", present.description()),
                        HoursOverride.Type.valueOf(submission.text("OverrideType")),
                        date(submission, "EffectiveFrom"),
                        date(submission, "EffectiveTill"),
                        recurrence(submission),
                        slices(submission)));
    }

    private static LocalDate date(Submission submission, String name) {
        return LocalDate.parse(submission.text(name));
    }

    private static List<HoursOverride.Slice> slices(Submission submission) {
        return submission.rows(Field.grid("Config", "Hours", COLUMNS, List.of())).stream()
                .map(row -> new HoursOverride.Slice(
                        row.get(0).equals(EVERY_DAY) ? null : DayOfWeek.valueOf(row.get(0)),
                        time(row.get(1)),
                        time(row.get(2))))
                .toList();
    }

    private static @Nullable LocalTime time(String text) {
        return text.isEmpty() ? null : LocalTime.parse(text);
    }

    private static @Nullable Recurrence recurrence(Submission submission) {
        var frequency = submission.textOrNull("Frequency");
        if (frequency == null) {
            if (OF_RECURRENCE.stream().anyMatch(name -> !submission.text(name).isEmpty())) {
                throw new InvalidParameterException("Frequency: choose whether it repeats weekly, monthly or yearly");
            }
            return null;
        }
        return new Recurrence(
                Recurrence.Frequency.valueOf(frequency),
                Objects.requireNonNullElse(submission.number("Interval"), 1),
                list(submission, "ByMonth"),
                list(submission, "ByMonthDay"),
                list(submission, "ByWeekdayOccurrence"));
    }

    private static @Nullable List<Integer> list(Submission submission, String name) {
        var number = submission.number(name);
        return number == null ? null : List.of(number);
    }
}
