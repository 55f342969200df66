package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.HierarchyGroupMatchType;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.NumberComparisonType;
import software.amazon.awssdk.services.connect.model.PhoneType;
import software.amazon.awssdk.services.connect.model.ResourceInUseException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchUsersRequest;
import software.amazon.awssdk.services.connect.model.StringComparisonType;
import software.amazon.awssdk.services.connect.model.UserProficiency;
import software.amazon.awssdk.services.connect.model.UserSearchSummary;

/** Changes of users, their hierarchy and their proficiencies. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes arrays of generic consumers
class UserChangeTests {

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final String instance;
    private final String user;

    UserChangeTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.tenant = calls.newTenant();
        this.connect = tenant.connect();
        this.raw = raw;
        this.instance = tenant.instance();
        this.user = AgentClient.hire(tenant, raw).user();
    }

    private software.amazon.awssdk.services.connect.model.User describe() {
        return connect.describeUser(r -> r.instanceId(instance).userId(user)).user();
    }

    private List<String> found(Consumer<SearchUsersRequest.Builder> search) {
        return connect.searchUsers(r -> r.instanceId(instance).applyMutation(search)).users().stream()
                .map(UserSearchSummary::id)
                .toList();
    }

    @Test
    void changesNames() {
        connect.updateUserIdentityInfo(r -> r.instanceId(instance)
                .userId(user)
                .identityInfo(i -> i.firstName("Ada").lastName("Lovelace").mobile("+4930123456")));

        assertThat(describe().identityInfo().firstName()).isEqualTo("Ada");
        assertThat(describe().identityInfo().mobile()).isEqualTo("+4930123456");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.updateUserIdentityInfo(
                        r -> r.instanceId(instance).userId(user).identityInfo(i -> i.firstName("Ada"))))
                .withMessageContaining("LastName");
    }

    @Test
    void replacesSettingsOfChannelsByThePhoneConfiguration() {
        var change = """
                {"AfterContactWorkConfigs": [
                    {"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 7}}],
                 "VoiceEnhancementConfigs": [{"Channel": "VOICE", "VoiceEnhancementMode": "NONE"}]}
                """;
        var path = "/users/%s/%s".formatted(instance, user);
        assertThat(raw.send("POST", path + "/config", change.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(raw.get(path).body()).contains("AfterContactWorkConfigs", "VoiceEnhancementConfigs");

        connect.updateUserPhoneConfig(r -> r.instanceId(instance)
                .userId(user)
                .phoneConfig(p -> p.phoneType(PhoneType.SOFT_PHONE).afterContactWorkTimeLimit(9)));

        assertThat(raw.get(path).body()).contains("VoiceEnhancementConfigs").doesNotContain("AfterContactWorkConfigs");
        assertThat(describe().phoneConfig().afterContactWorkTimeLimit()).isEqualTo(9);
    }

    @Test
    void changesSecurityProfiles() {
        var profiles = connect.listSecurityProfiles(r -> r.instanceId(instance)).securityProfileSummaryList().stream()
                .map(one -> one.id())
                .toList();

        connect.updateUserSecurityProfiles(
                r -> r.instanceId(instance).userId(user).securityProfileIds(profiles.get(2), profiles.get(0)));

        assertThat(describe().securityProfileIds()).containsExactly(profiles.get(2), profiles.get(0));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.updateUserSecurityProfiles(r -> r.instanceId(instance)
                        .userId(user)
                        .securityProfileIds(UUID.randomUUID().toString())));
        assertThat(describe().securityProfileIds()).hasSize(2);
        assertThat(found(r -> r.searchCriteria(c -> c.stringCondition(s -> s.fieldName("SecurityProfileId")
                        .value(profiles.get(2))
                        .comparisonType(StringComparisonType.EXACT)))))
                .containsExactly(user);
    }

    @Test
    void isFoundByNamesAndRoutingProfile() {
        var other = AgentClient.hire(tenant, raw, AgentClient.profile(tenant, 1, 0, AgentClient.basicQueue(tenant)), 0)
                .user();
        connect.updateUserIdentityInfo(r -> r.instanceId(instance)
                .userId(other)
                .identityInfo(i -> i.firstName("Ada").lastName("Lovelace")));

        assertThat(found(r -> r.searchCriteria(
                        c -> c.stringCondition(s -> s.fieldName("FirstName").value("gra")))))
                .containsExactly(user);
        assertThat(found(r -> r.searchCriteria(c -> c.orConditions(
                        or -> or.stringCondition(s -> s.fieldName("LastName").value("love")),
                        or -> or.stringCondition(s ->
                                s.fieldName("RoutingProfileId").value(describe().routingProfileId()))))))
                .containsExactlyInAnyOrder(user, other);
        assertThat(connect.searchUsers(r -> r.instanceId(instance))
                        .users()
                        .getFirst()
                        .securityProfileIds())
                .hasSize(1);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> found(r -> r.searchCriteria(
                        c -> c.stringCondition(s -> s.fieldName("Shoe").value("a")))))
                .withMessageContaining("Username");
    }

    private void createLevels(String... names) {
        connect.updateUserHierarchyStructure(r -> r.instanceId(instance).hierarchyStructure(s -> {
            s.levelOne(l -> l.name(names[0]));
            if (names.length > 1) {
                s.levelTwo(l -> l.name(names[1]));
            }
        }));
    }

    private String group(String name, String parent) {
        return connect.createUserHierarchyGroup(
                        r -> r.instanceId(instance).name(name).parentGroupId(parent))
                .hierarchyGroupId();
    }

    private String topGroup(String name) {
        return connect.createUserHierarchyGroup(r -> r.instanceId(instance).name(name))
                .hierarchyGroupId();
    }

    @Test
    void hasNoLevelsAtFirst() {
        assertThat(connect.describeUserHierarchyStructure(r -> r.instanceId(instance))
                        .hierarchyStructure()
                        .levelOne())
                .isNull();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> topGroup("Berlin"))
                .withMessageContaining("level 1");
    }

    @Test
    void keepsALevelThatHasGroups() {
        createLevels("Site", "Team");
        var berlin = topGroup("Berlin");
        var chat = group("Chat", berlin);

        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> createLevels("Site"));
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> connect.deleteUserHierarchyGroup(
                        r -> r.instanceId(instance).hierarchyGroupId(berlin)));
        connect.deleteUserHierarchyGroup(r -> r.instanceId(instance).hierarchyGroupId(chat));
        createLevels("Office");

        var structure = connect.describeUserHierarchyStructure(r -> r.instanceId(instance))
                .hierarchyStructure();
        assertThat(structure.levelOne().name()).isEqualTo("Office");
        assertThat(structure.levelOne().arn()).endsWith("/agent-group-level/1");
        assertThat(structure.levelTwo()).isNull();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.updateUserHierarchyStructure(
                        r -> r.instanceId(instance).hierarchyStructure(s -> s.levelTwo(l -> l.name("Team")))))
                .withMessageContaining("absent");
    }

    @Test
    void placesUsersInTheHierarchy() {
        createLevels("Site", "Team");
        var berlin = topGroup("Berlin");
        var chat = group("Chat", berlin);
        connect.updateUserHierarchy(r -> r.instanceId(instance).userId(user).hierarchyGroupId(chat));

        assertThat(describe().hierarchyGroupId()).isEqualTo(chat);
        var path = connect.describeUserHierarchyGroup(
                        r -> r.instanceId(instance).hierarchyGroupId(chat))
                .hierarchyGroup();
        assertThat(path.levelId()).isEqualTo("2");
        assertThat(path.hierarchyPath().levelOne().name()).isEqualTo("Berlin");
        assertThat(path.hierarchyPath().levelTwo().id()).isEqualTo(chat);
        assertThat(foundInGroup(berlin, HierarchyGroupMatchType.WITH_CHILD_GROUPS))
                .containsExactly(user);
        assertThat(foundInGroup(berlin, HierarchyGroupMatchType.EXACT)).isEmpty();
        assertThat(foundInGroup(chat, HierarchyGroupMatchType.EXACT)).containsExactly(user);
        assertThat(found(r ->
                        r.searchFilter(f -> f.userAttributeFilter(a -> a.hierarchyGroupCondition(g -> g.value(chat))))))
                .containsExactly(user);
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> connect.deleteUserHierarchyGroup(
                        r -> r.instanceId(instance).hierarchyGroupId(chat)));
        new AgentClient(tenant, raw, user).available();
        var current = connect.getCurrentUserData(
                        r -> r.instanceId(instance).filters(f -> f.userHierarchyGroups(berlin)))
                .userDataList();
        assertThat(current).singleElement().satisfies(data -> {
            assertThat(data.hierarchyPath().levelOne().id()).isEqualTo(berlin);
            assertThat(data.hierarchyPath().levelTwo().arn()).endsWith("/agent-group/" + chat);
        });

        connect.updateUserHierarchy(r -> r.instanceId(instance).userId(user));
        assertThat(describe().hierarchyGroupId()).isNull();
        assertThat(connect.getCurrentUserData(r -> r.instanceId(instance).filters(f -> f.userHierarchyGroups(berlin)))
                        .userDataList())
                .isEmpty();
    }

    private List<String> foundInGroup(String group, HierarchyGroupMatchType type) {
        return found(r -> r.searchCriteria(
                c -> c.hierarchyGroupCondition(g -> g.value(group).hierarchyGroupMatchType(type))));
    }

    @Test
    void isDeletedWithItsInstance() {
        createLevels("Site", "Team");
        var chat = group("Chat", topGroup("Berlin"));
        connect.updateUserHierarchy(r -> r.instanceId(instance).userId(user).hierarchyGroupId(chat));
        createLanguage();
        connect.associateUserProficiencies(
                r -> r.instanceId(instance).userId(user).userProficiencies(proficiency("German", 5)));

        jdbc.sql("delete from instance where id = :instance")
                .param("instance", UUID.fromString(instance))
                .update();

        for (var table : List.of("hierarchy_level", "hierarchy_group", "predefined_attribute", "agent_user")) {
            assertThat(jdbc.sql("select count(*) from %s where instance_id = :instance".formatted(table))
                            .param("instance", UUID.fromString(instance))
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    private void createLanguage() {
        connect.createPredefinedAttribute(
                r -> r.instanceId(instance).name("Language").values(v -> v.stringList("English", "German")));
    }

    private static UserProficiency proficiency(String value, float level) {
        return UserProficiency.builder()
                .attributeName("Language")
                .attributeValue(value)
                .level(level)
                .build();
    }

    private List<UserProficiency> proficiencies() {
        return connect.listUserProficiencies(r -> r.instanceId(instance).userId(user))
                .userProficiencyList();
    }

    @Test
    void hasProficienciesInPredefinedAttributes() {
        createLanguage();
        connect.associateUserProficiencies(r -> r.instanceId(instance)
                .userId(user)
                .userProficiencies(proficiency("English", 3), proficiency("German", 5)));
        connect.updateUserProficiencies(
                r -> r.instanceId(instance).userId(user).userProficiencies(proficiency("English", 4)));

        assertThat(proficiencies()).containsExactlyInAnyOrder(proficiency("English", 4), proficiency("German", 5));
        var first = connect.listUserProficiencies(
                r -> r.instanceId(instance).userId(user).maxResults(1));
        var second = connect.listUserProficiencies(
                r -> r.instanceId(instance).userId(user).nextToken(first.nextToken()));
        assertThat(second.userProficiencyList()).hasSize(1).doesNotContainAnyElementsOf(first.userProficiencyList());
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> connect.deletePredefinedAttribute(
                        r -> r.instanceId(instance).name("Language")));
        assertThat(foundWithLevel(4)).containsExactly(user);
        assertThat(foundWithLevel(5)).isEmpty();

        connect.disassociateUserProficiencies(r -> r.instanceId(instance)
                .userId(user)
                .userProficiencies(p -> p.attributeName("Language").attributeValue("English")));
        assertThat(proficiencies()).containsExactly(proficiency("German", 5));
    }

    private List<String> foundWithLevel(int level) {
        return found(r -> r.searchCriteria(c -> c.listCondition(l -> l.targetListType("PROFICIENCIES")
                .conditions(
                        one -> one.stringCondition(s -> s.fieldName("name").value("Language")),
                        one -> one.stringCondition(s -> s.fieldName("value").value("English")),
                        one -> one.numberCondition(n -> n.fieldName("level")
                                .minValue(level)
                                .comparisonType(NumberComparisonType.GREATER_OR_EQUAL))))));
    }

    @Test
    void refusesProficienciesInWhatIsNotPredefined() {
        createLanguage();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.associateUserProficiencies(
                        r -> r.instanceId(instance).userId(user).userProficiencies(proficiency("Dutch", 3))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.associateUserProficiencies(r -> r.instanceId(instance)
                        .userId(user)
                        .userProficiencies(p ->
                                p.attributeName("Shoe").attributeValue("Left").level(1f))));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.associateUserProficiencies(
                        r -> r.instanceId(instance).userId(user).userProficiencies(proficiency("German", 1.5f))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.updateUserProficiencies(
                        r -> r.instanceId(instance).userId(user).userProficiencies(proficiency("German", 3))));
        assertThat(proficiencies()).isEmpty();
    }

    @Test
    void describesListsAndChangesPredefinedAttributes() {
        createLanguage();
        connect.updatePredefinedAttribute(
                r -> r.instanceId(instance).name("Language").purposes("routing"));

        var described = connect.describePredefinedAttribute(
                        r -> r.instanceId(instance).name("Language"))
                .predefinedAttribute();
        assertThat(described.values().stringList()).containsExactly("English", "German");
        assertThat(described.purposes()).containsExactly("routing");
        assertThat(connect.listPredefinedAttributes(r -> r.instanceId(instance)).predefinedAttributeSummaryList())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("Language"));
        assertThat(connect.searchPredefinedAttributes(r -> r.instanceId(instance)
                                .searchCriteria(c -> c.stringCondition(
                                        s -> s.fieldName("name").value("lang"))))
                        .predefinedAttributes())
                .containsExactly(described);
        assertThatExceptionOfType(software.amazon.awssdk.services.connect.model.DuplicateResourceException.class)
                .isThrownBy(this::createLanguage);
        connect.deletePredefinedAttribute(r -> r.instanceId(instance).name("Language"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.describePredefinedAttribute(
                        r -> r.instanceId(instance).name("Language")));
    }
}
