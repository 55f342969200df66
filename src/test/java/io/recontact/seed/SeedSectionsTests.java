package io.recontact.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.recontact.security.InProcessApi;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.HoursOfOperationOverride;
import software.amazon.awssdk.services.connect.model.InstanceSummary;
import software.amazon.awssdk.services.connect.model.QueueStatus;

/** Declares every section: created once, then changed in each member, then removed. */
@ServiceTest
class SeedSectionsTests {

    private static final Path FILES = Path.of("src/test/resources/seed");

    /** A line with the value that it changes to: indentation, name of the member, old value, new value. */
    private static final Pattern CHANGE =
            Pattern.compile("(?m)^(\\s*(?:- )?)(\\w+: )?(\\S.*?) *# ->(?: (\\w+: )?(.*))?$");

    private final SeedApplier applier;
    private final InProcessApi api;
    private final ConnectClient connect;
    private final String alias = "sections-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    @SuppressWarnings("NullAway") // readFiles fills it
    private String everything;

    SeedSectionsTests(SeedApplier applier, InProcessApi api, Service.Calls calls) {
        this.applier = applier;
        this.api = api;
        this.connect = calls.connect();
    }

    @BeforeEach
    void readFiles() throws IOException {
        everything = Files.readString(FILES.resolve("everything.yaml"))
                .replace("InstanceAlias: everything", "InstanceAlias: " + alias);
        for (var name : new String[] {"flow.json", "module.json"}) {
            var content = Files.readString(FILES.resolve(name));
            Files.writeString(folder.resolve(name), content);
            Files.writeString(folder.resolve("other-" + name), content.replace("\"end\"", "\"stop\""));
        }
    }

    private int apply(String seed) throws IOException {
        return applier.apply(SeedReader.read(Files.writeString(folder.resolve("seed.yaml"), seed)));
    }

    private String changed() {
        return CHANGE.matcher(everything)
                .replaceAll(line -> line.group(5) == null
                        ? ""
                        : line.group(1)
                                + Objects.toString(line.group(2), "")
                                + java.util.regex.Matcher.quoteReplacement(line.group(5)));
    }

    private String instance() {
        return connect.listInstancesPaginator(_ -> {}).instanceSummaryList().stream()
                .filter(found -> alias.equals(found.instanceAlias()))
                .map(InstanceSummary::id)
                .findFirst()
                .orElseThrow();
    }

    private HoursOfOperationOverride override(String instance, String hours, String name) {
        var id = connect.listHoursOfOperations(r -> r.instanceId(instance)).hoursOfOperationSummaryList().stream()
                .filter(found -> found.name().equals(hours))
                .findFirst()
                .orElseThrow()
                .id();
        return connect
                .listHoursOfOperationOverrides(r -> r.instanceId(instance).hoursOfOperationId(id))
                .hoursOfOperationOverrideList()
                .stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void createsOnceThenChangesThenRemoves() throws IOException {
        assertThat(apply(everything)).isPositive();
        assertThat(apply(everything)).as("nothing differs").isZero();
        var instance = instance();
        var before = override(instance, "Holidays", "New Year");
        assertThat(before.effectiveFrom()).isEqualTo("2027-01-01");

        assertThat(apply(changed())).isPositive();
        assertThat(apply(changed())).as("nothing differs after the change").isZero();
        var after = override(instance, "Holidays", "New Year");
        assertThat(after.hoursOfOperationOverrideId()).isEqualTo(before.hoursOfOperationOverrideId());
        assertThat(after.effectiveFrom()).isEqualTo("2027-01-02");
        assertThat(after.description()).isEqualTo("Shut");
        assertThat(override(instance, "Shop", "New Year").effectiveFrom()).isEqualTo("2027-12-31");
        assertThat(module(instance, "Goodbye:live").versionDescription()).isEqualTo("Third");
        assertThat(connect.searchQueues(r -> r.instanceId(instance)
                                .searchCriteria(c -> c.stringCondition(
                                        s -> s.fieldName("name").value("Orders").comparisonType("EXACT"))))
                        .queues())
                .singleElement()
                .satisfies(queue -> {
                    assertThat(queue.status()).isEqualTo(QueueStatus.ENABLED);
                    assertThat(queue.maxContacts()).isEqualTo(60);
                    assertThat(queue.tags()).containsEntry("a", "c");
                });

        assertThat(apply(everything)).as("back again").isPositive();
        assertThat(apply(everything)).isZero();

        var nothing = everything.substring(0, everything.indexOf("    Tags:"));
        assertThat(apply(nothing)).isPositive();
        assertThat(apply(nothing)).as("nothing is left to remove").isZero();
        assertThat(connect.listHoursOfOperations(r -> r.instanceId(instance)).hoursOfOperationSummaryList())
                .extracting(hours -> hours.name())
                .containsExactly("Basic Hours");
        assertThat(connect.listUsers(r -> r.instanceId(instance)).userSummaryList())
                .isEmpty();
        assertThat(connect.listViews(r -> r.instanceId(instance)).viewsSummaryList())
                .isEmpty();
        assertThat(connect.listContactFlowModules(r -> r.instanceId(instance)).contactFlowModulesSummaryList())
                .isEmpty();
        assertThat(connect.listAgentStatuses(r -> r.instanceId(instance)).agentStatusSummaryList())
                .extracting(status -> status.name())
                .contains("Lunch");
    }

    private software.amazon.awssdk.services.connect.model.ContactFlowModule module(String instance, String reference) {
        var name = reference.substring(0, reference.indexOf(':'));
        var id = connect.listContactFlowModules(r -> r.instanceId(instance)).contactFlowModulesSummaryList().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        return connect.describeContactFlowModule(
                        r -> r.instanceId(instance).contactFlowModuleId(reference.replace(name, id)))
                .contactFlowModule();
    }

    @Test
    void namesTheLineOfARefusedOverride() throws IOException {
        var wrong = everything.replace("EffectiveTill: 2035-01-01", "EffectiveTill: 2026-01-01");
        var line = wrong.substring(0, wrong.indexOf("EffectiveTill")).lines().count();

        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(() -> apply(wrong))
                .withMessageContaining(
                        "seed.yaml:%d: HoursOfOperationOverride \"New Year\": EffectiveTill".formatted(line));
    }

    @Test
    void refusesAVersionWithoutAChange() throws IOException {
        apply(everything);

        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(
                        () -> apply(everything.replace("VersionDescription: First", "VersionDescription: Once again")))
                .withMessageContaining("ViewVersion \"Once again\": nothing has changed since version 1");
    }

    @Test
    void callsOperationsOfTheService() {
        assertThat(ResourceKind.ALL)
                .flatMap(kind -> kind.isVersion()
                        ? Stream.of(kind.create(), kind.list(), kind.delete()).toList()
                        : Stream.concat(
                                        Stream.of(kind.create(), kind.list(), kind.describe(), kind.delete()),
                                        kind.updates().stream())
                                .toList())
                .allSatisfy(operation -> assertThatNoException().as(operation).isThrownBy(() -> api.labels(operation)));
        assertThat(Association.ALL)
                .flatMap(one -> Stream.of(one.associate(), one.disassociate(), one.list())
                        .toList())
                .allSatisfy(operation -> assertThatNoException().as(operation).isThrownBy(() -> api.labels(operation)));
    }
}
