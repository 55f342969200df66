package io.recontact.console.web.contacts;

import io.recontact.flow.FlowStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moments of a contact in the order of time. Steps that one flow took in a row are one moment. */
record Timeline(List<Moment> moments) {

    /** More steps are folded up. */
    private static final int MAX_UNFOLDED = 12;

    /** Copies the moments. */
    Timeline {
        moments = List.copyOf(moments);
    }

    /** Something that happened to the contact. */
    record Moment(
            String time,
            String text,
            @Nullable String sinceStart,
            @Nullable String link,
            List<Step> steps) {

        /** Public, so that the template can call it. */
        public boolean isUnfolded() {
            return steps.size() <= MAX_UNFOLDED;
        }
    }

    /**
     * A step of a flow.
     *
     * @param result the branch, if the action could take several; null if it had one only, or no result yet
     */
    record Step(
            String time,
            String type,
            String action,
            @Nullable String result,
            boolean isUnfinished) {

        private static Step of(FlowStep step) {
            return new Step(
                    Times.text(step.takenAt()),
                    step.type(),
                    step.action(),
                    step.isSuccess() ? null : step.results(),
                    step.results() == null);
        }
    }

    /** An event, or a step of a flow, before they are put in order. */
    private record Event(
            Instant at,
            String text,
            @Nullable UUID contact,
            @Nullable FlowStep step) {

        boolean isOfSameFlow(Event other) {
            return step != null
                    && other.step != null
                    && step.flow().equals(other.step.flow())
                    && step.name().equals(other.step.name());
        }
    }

    /** Collects events in any order. Those of one instant stay in the order in which they came. */
    static final class Builder {

        private final Instant start;
        private final List<Event> events = new ArrayList<>();

        /**
         * Creates an empty timeline.
         *
         * @param start the time from which it counts
         */
        Builder(Instant start) {
            this.start = start;
        }

        /** Adds an event, unless it has no time. */
        Builder add(@Nullable Instant at, String text) {
            return at == null ? this : add(at, text, null);
        }

        /** Adds an event that leads to another contact. */
        Builder add(Instant at, String text, @Nullable UUID contact) {
            events.add(new Event(at, text, contact, null));
            return this;
        }

        Builder add(List<FlowStep> steps) {
            steps.forEach(step -> events.add(new Event(step.takenAt(), "", null, step)));
            return this;
        }

        Timeline build() {
            events.sort(Comparator.comparing(Event::at));
            var moments = new ArrayList<Moment>();
            for (int from = 0, to; from < events.size(); from = to) {
                var first = events.get(from);
                to = from + 1;
                while (to < events.size() && first.isOfSameFlow(events.get(to))) {
                    to++;
                }
                moments.add(moment(first, events.subList(from, to)));
            }
            return new Timeline(moments);
        }

        private Moment moment(Event first, List<Event> sameFlow) {
            var steps = sameFlow.stream()
                    .map(Event::step)
                    .flatMap(Stream::ofNullable)
                    .map(Step::of)
                    .toList();
            return new Moment(
                    Times.text(first.at()),
                    first.step() == null ? first.text() : title(first.step(), steps.size()),
                    first.at().isAfter(start) ? Times.text(Duration.between(start, first.at())) : null,
                    first.contact() == null ? null : "/console/contacts/" + first.contact(),
                    steps);
        }

        private static String title(FlowStep first, int steps) {
            return "%s %s: %d %s"
                    .formatted(
                            first.isModule() ? "Flow module" : "Flow",
                            first.name(),
                            steps,
                            steps == 1 ? "step" : "steps");
        }
    }
}
