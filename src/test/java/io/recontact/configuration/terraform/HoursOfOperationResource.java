package io.recontact.configuration.terraform;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.connect.model.HoursOfOperation;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;

final class HoursOfOperationResource extends TerraformResource {

    HoursOfOperationResource(TerraformCalls calls) {
        super(calls);
    }

    private static HoursOfOperationConfig day(String day, int from, int to) {
        return HoursOfOperationConfig.builder()
                .day(day)
                .startTime(time -> time.hours(from).minutes(0))
                .endTime(time -> time.hours(to).minutes(0))
                .build();
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "Office hours")
                .and(DESCRIPTION, "Weekdays")
                .and("time_zone", "Europe/Berlin")
                .and("config", Set.of(day("MONDAY", 8, 18), day("TUESDAY", 8, 18)));
    }

    @Override
    List<Map<String, Object>> changes() {
        return List.of(
                Map.of(NAME, "Opening hours"),
                Map.of(DESCRIPTION, "Changed"),
                Map.of(DESCRIPTION, Arguments.UNSET),
                Map.of("time_zone", "America/New_York"),
                Map.of("config", Set.of(day("FRIDAY", 9, 12))));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createHoursOfOperation(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .description(wanted.find(DESCRIPTION))
                        .timeZone(wanted.text("time_zone"))
                        .config(wanted.<Set<HoursOfOperationConfig>>get("config")))
                .hoursOfOperationId();
    }

    private HoursOfOperation describe(String id) {
        return connect.describeHoursOfOperation(
                        describe -> describe.instanceId(instance).hoursOfOperationId(id))
                .hoursOfOperation();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        return Arguments.of(NAME, found.name())
                .and(DESCRIPTION, found.description())
                .and("time_zone", found.timeZone())
                .and("config", new HashSet<>(found.config()));
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        connect.updateHoursOfOperation(update -> update.instanceId(instance)
                .hoursOfOperationId(id)
                .name(wanted.text(NAME))
                .description(wanted.text(DESCRIPTION))
                .timeZone(wanted.text("time_zone"))
                .config(wanted.<Set<HoursOfOperationConfig>>get("config")));
    }

    @Override
    void delete(String id) {
        connect.deleteHoursOfOperation(delete -> delete.instanceId(instance).hoursOfOperationId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).hoursOfOperationArn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listHoursOfOperations(list -> list.instanceId(instance).maxResults(PAGE))
                        .hoursOfOperationSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
