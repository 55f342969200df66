package io.recontact.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading needs no database and no context. */
class SeedReaderTests {

    private static final String INSTANCE = """
            Instances:
              - InstanceAlias: shop
                IdentityManagementType: SAML
                InboundCallsEnabled: true
                OutboundCallsEnabled: true
            """;

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private String refusalOf(String content) throws IOException {
        var file = write("seed.yaml", content);
        return Objects.requireNonNull(assertThatExceptionOfType(SeedException.class)
                        .isThrownBy(() -> SeedReader.read(file))
                        .actual()
                        .getMessage())
                .replace(folder + "/", "");
    }

    @Test
    void readsTheExample() {
        var seed = SeedReader.read(Path.of("docs/examples/seed"));

        assertThat(seed.summary())
                .isEqualTo(
                        "1 Instances, 1 AgentStatuses, 1 ContactFlows, 1 HoursOfOperationOverrides, 1 HoursOfOperations,"
                                + " 2 Queues, 1 RoutingProfiles, 1 SecurityProfiles, 2 Users");
        assertThat(seed.prune()).isFalse();
    }

    @Test
    void addsUpTheFilesOfAFolder() throws IOException {
        write("a.yaml", INSTANCE + "    AgentStatuses: [{Name: Lunch, State: ENABLED}]\n");
        write("b.json", """
                {
                \t"Prune": true,
                \t"Instances": [{"InstanceAlias": "shop", "AgentStatuses": [{"Name": "Training", "State": "ENABLED"}]}]
                }
                """);
        write("readme.txt", "no seed");

        var seed = SeedReader.read(folder);

        assertThat(seed.summary()).isEqualTo("1 Instances, 2 AgentStatuses");
        assertThat(seed.prune()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    AgentStatuses: [{Name: Lunch}]                               | 6 | State is required
                    AgentStatuses: [{Name: Lunch, State: AWAY}]                  | 6 | State has a value of the wrong type
                    AgentStatuses: [{Name: Lunch, State: ENABLED, Colour: red}]  | 6 | Colour is not a member of CreateAgentStatus
                    AgentStatuses: [{State: ENABLED}]                            | 6 | Name is required
                    AgentStatuses: {Name: Lunch}                                 | 6 | is not a list
                    Statuses: []                                                 | 6 | Statuses is not a member of CreateInstance
                    Queues: [{Name: Q, HoursOfOperationId: H, MaxContacts: -1}]  | 6 | MaxContacts: must be greater than or equal to 0
                    AgentStatuses: [{Name: A, State: ENABLED}, {Name: A, State: ENABLED}] | 6 | declared twice
                    AgentStatuses: [{Name: A, Name: B}]                          | 6 | Name is there twice
                    AgentStatuses: [                                             | 7 | expected the node content
                    HoursOfOperationOverrides: [{Name: Christmas}]               | 6 | HoursOfOperationId is required
                    HoursOfOperationOverrides: [{Name: C, HoursOfOperationId: H}] | 6 | Config is required
                    ContactFlowVersions: [{ContactFlowId: F}]                    | 6 | Description is required
                    ContactFlowVersions: [{ContactFlowId: F, Description: D, Id: 1}] | 6 | Id is not possible
                    ContactFlowModuleAliases: [{ContactFlowModuleId: F, AliasName: live}] | 6 | ContactFlowModuleVersion is required
                    AgentStatuses: [{Name: A, State: ENABLED, ResetOrderNumber: true}] | 6 | ResetOrderNumber is not a member
                    """)
    void namesTheLineOfAMistake(String members, int line, String reason) throws IOException {
        assertThat(refusalOf(INSTANCE + "    " + members + "\n"))
                .startsWith("seed.yaml:%d: ".formatted(line))
                .contains(reason);
    }

    @Test
    void namesTheLineWithinAResource() throws IOException {
        var refusal = refusalOf(INSTANCE + """
                    HoursOfOperations:
                      - Name: Always
                        TimeZone: Europe/Berlin
                        Config:
                          - Day: MONDAY
                            StartTime: {Hours: 8, Minutes: 0}
                            EndTime:
                              Hours: 24
                              Minutes: 0
                """);

        assertThat(refusal)
                .startsWith("seed.yaml:13: HoursOfOperation \"Always\": Config[0].EndTime.Hours: must be less than");
    }

    @Test
    void acceptsMoreItemsThanACallTakes() throws IOException {
        var proficiencies = IntStream.range(0, 12)
                .mapToObj("{AttributeName: language, AttributeValue: v%d, Level: LEVEL}"::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        var user = INSTANCE + """
                    Users:
                      - Username: grace
                        PhoneConfig: {PhoneType: SOFT_PHONE}
                        RoutingProfileId: Basic Routing Profile
                        SecurityProfileIds: [Agent]
                        UserProficiencies: %s
                """.formatted(proficiencies);

        assertThat(SeedReader.read(write("users.yaml", user.replace("LEVEL", "5")))
                        .summary())
                .isEqualTo("1 Instances, 1 Users");
        assertThat(refusalOf(user.replace("LEVEL", "6")))
                .startsWith("seed.yaml:11: User \"grace\": UserProficiencies[0].Level: must be less than");
    }

    @Test
    void namesTheLineWithinAFlow() throws IOException {
        write("flow.json", "{\n  \"Version\": oops\n}\n");

        var refusal =
                refusalOf(INSTANCE + "    ContactFlows: [{Name: F, Type: CONTACT_FLOW, ContentFile: flow.json}]\n");

        assertThat(refusal).startsWith("flow.json:2: ");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        assertThat(refusalOf(INSTANCE + "    ContactFlows: [{Name: F, Type: CONTACT_FLOW, ContentFile: flow.json}]\n"))
                .startsWith("seed.yaml:6: flow.json cannot be read");
        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(() -> SeedReader.read(folder.resolve("nothing.yaml")))
                .withMessageContaining("nothing.yaml cannot be read");
    }

    @Test
    void refusesAnAliasWithinItself() throws IOException {
        assertThat(refusalOf("Instances: &a [*a]\n")).startsWith("seed.yaml:1: ");
    }
}
