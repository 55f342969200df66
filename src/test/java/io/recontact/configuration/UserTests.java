package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateUserRequest;
import software.amazon.awssdk.services.connect.model.CreateUserResponse;
import software.amazon.awssdk.services.connect.model.DirectoryType;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.PhoneType;
import software.amazon.awssdk.services.connect.model.QueueType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.UserIdentityInfo;
import software.amazon.awssdk.services.connect.model.UserSummary;

@ServiceTest
class UserTests {

    private static final String PASSWORD = "Correct4Horse";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final JdbcClient jdbc;
    private final QueueService queues;

    UserTests(Service.Calls calls, JdbcClient jdbc, QueueService queues) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.jdbc = jdbc;
        this.queues = queues;
    }

    private String profileOf(String instance) {
        return connect.listRoutingProfiles(r -> r.instanceId(instance))
                .routingProfileSummaryList()
                .getFirst()
                .arn();
    }

    private String securityProfileOf(String instance) {
        return connect.listSecurityProfiles(r -> r.instanceId(instance))
                .securityProfileSummaryList()
                .getFirst()
                .arn();
    }

    private CreateUserRequest.Builder aUser(String instance) {
        return CreateUserRequest.builder()
                .instanceId(instance)
                .username("u" + UUID.randomUUID().toString().substring(0, 13))
                .password(PASSWORD)
                .identityInfo(identity -> identity.firstName("Grace").lastName("Hopper"))
                .routingProfileId(profileOf(instance))
                .securityProfileIds(securityProfileOf(instance));
    }

    private CreateUserResponse create(Consumer<CreateUserRequest.Builder> changes) {
        return connect.createUser(
                aUser(tenant.instance()).applyMutation(changes).build());
    }

    private software.amazon.awssdk.services.connect.model.User describe(String id) {
        return connect.describeUser(r -> r.instanceId(tenant.instance()).userId(id))
                .user();
    }

    private List<UserSummary> list() {
        return connect.listUsers(r -> r.instanceId(tenant.instance())).userSummaryList();
    }

    @Test
    void isDescribedAsItWasCreatedWithoutThePassword() {
        var created = create(r -> r.username("grace")
                .identityInfo(identity -> identity.firstName("Grace")
                        .lastName("Hopper")
                        .email("grace@example.com")
                        .secondaryEmail("g@example.com")
                        .mobile("+491701234567"))
                .phoneConfig(phone -> phone.phoneType(PhoneType.DESK_PHONE)
                        .autoAccept(true)
                        .afterContactWorkTimeLimit(90)
                        .deskPhoneNumber("+49301234567"))
                .directoryUserId("directory-1")
                .tags(Map.of("team", "blue")));

        var user = describe(created.userId());
        assertThat(created.userArn()).endsWith("instance/%s/agent/%s".formatted(tenant.instance(), created.userId()));
        assertThat(user.arn()).isEqualTo(created.userArn());
        assertThat(user.username()).isEqualTo("grace");
        assertThat(user.identityInfo().firstName()).isEqualTo("Grace");
        assertThat(user.identityInfo().lastName()).isEqualTo("Hopper");
        assertThat(user.identityInfo().email()).isEqualTo("grace@example.com");
        assertThat(user.identityInfo().secondaryEmail()).isEqualTo("g@example.com");
        assertThat(user.identityInfo().mobile()).isEqualTo("+491701234567");
        assertThat(user.phoneConfig().phoneType()).isEqualTo(PhoneType.DESK_PHONE);
        assertThat(user.phoneConfig().autoAccept()).isTrue();
        assertThat(user.phoneConfig().afterContactWorkTimeLimit()).isEqualTo(90);
        assertThat(user.phoneConfig().deskPhoneNumber()).isEqualTo("+49301234567");
        assertThat(user.directoryUserId()).isEqualTo("directory-1");
        assertThat(profileOf(tenant.instance())).endsWith(user.routingProfileId());
        assertThat(user.securityProfileIds())
                .singleElement()
                .satisfies(
                        id -> assertThat(securityProfileOf(tenant.instance())).endsWith(id));
        assertThat(user.tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(describe(created.userArn())).isEqualTo(user);
        assertThat(jdbc.sql("select cast(u as text) from agent_user u where id = :id")
                        .param("id", UUID.fromString(user.id()))
                        .query(String.class)
                        .single())
                .contains("Hopper")
                .doesNotContain(PASSWORD);
    }

    @Test
    void describesAUserWithoutAPhone() {
        assertThat(describe(create(_ -> {}).userId()).phoneConfig()).isNull();
    }

    @Test
    void hasAQueueOfItsOwn() {
        var created = create(r -> r.username("ada"));

        var agentQueues = connect.listQueues(
                        r -> r.instanceId(tenant.instance()).queueTypes(QueueType.AGENT))
                .queueSummaryList();
        assertThat(agentQueues).singleElement().satisfies(queue -> {
            assertThat(queue.id()).isEqualTo(created.userId());
            assertThat(queue.arn())
                    .endsWith("instance/%s/queue/agent/%s".formatted(tenant.instance(), created.userId()));
            assertThat(queue.name()).isEqualTo("ada");
            assertThat(queue.queueType()).isEqualTo(QueueType.AGENT);
        });
        var described = connect.describeQueue(r -> r.instanceId(tenant.instance())
                        .queueId(agentQueues.getFirst().arn()))
                .queue();
        assertThat(described.queueArn()).isEqualTo(agentQueues.getFirst().arn());
        assertThat(described.hoursOfOperationId()).isNull();
        var instance = new InstanceId(UUID.fromString(tenant.instance()));
        var queue = queues.require(instance, QueueId.parse(instance, "it", described.queueArn()));
        assertThat(queue.type()).isEqualTo(io.recontact.api.QueueType.AGENT);
        assertThat(queue.name()).isEqualTo("ada");
    }

    @Test
    void isCountedAmongTheUsersOfItsProfile() {
        create(_ -> {});

        assertThat(connect.describeRoutingProfile(
                                r -> r.instanceId(tenant.instance()).routingProfileId(profileOf(tenant.instance())))
                        .routingProfile()
                        .numberOfAssociatedUsers())
                .isOne();
    }

    @Test
    void acceptsANameOnceRegardlessOfCaseInARace() {
        var created = ConcurrentCalls.run(10, i -> {
            try {
                create(r -> r.username(i % 2 == 0 ? "contested" : "CONTESTED"));
                return true;
            } catch (DuplicateResourceException _) {
                return false; // another was first
            }
        });

        assertThat(created).containsOnlyOnce(true);
        assertThat(list()).hasSize(1);
        assertThat(list().getFirst().username().toLowerCase(Locale.ROOT)).isEqualTo("contested");
    }

    @Test
    void refusesProfilesThatDoNotExist() {
        var other = calls.newTenant().instance();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(r -> r.routingProfileId(profileOf(other))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(r -> r.routingProfileId(bare(profileOf(other)))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(r -> r.securityProfileIds(bare(securityProfileOf(other)))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> create(r -> r.hierarchyGroupId(UUID.randomUUID().toString())));
        assertThat(list()).isEmpty();
        assertThat(connect.listQueues(r -> r.instanceId(tenant.instance()).queueTypes(QueueType.AGENT))
                        .queueSummaryList())
                .isEmpty();
    }

    private static String bare(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("Username", r -> r.username("x".repeat(21))),
                refusal("Username", r -> r.username("x".repeat(101))),
                refusal("Username", r -> r.username("")),
                refusal("Username", r -> r.username(null)),
                refusal("Password", r -> r.password(null)),
                refusal("Password", r -> r.password("Short1")),
                refusal("Password", r -> r.password("nodigitsHere")),
                refusal("Password", r -> r.password("nouppercase1")),
                refusal("Password", r -> r.password("NOLOWERCASE1")),
                refusal("Password", r -> r.password("With a space1")),
                refusal("Password", r -> r.password("Aa1" + "x".repeat(62))),
                refusal("IdentityInfo.LastName", r -> r.identityInfo(i -> i.firstName("Grace"))),
                refusal("IdentityInfo.FirstName", r -> r.identityInfo(i -> i.lastName("Hopper"))),
                refusal("IdentityInfo", r -> r.identityInfo((UserIdentityInfo) null)),
                refusal("IdentityInfo.FirstName", r -> r.identityInfo(i -> i.firstName("x".repeat(256)))),
                refusal("IdentityInfo.LastName", r -> r.identityInfo(i -> i.lastName("x".repeat(301)))),
                refusal("IdentityInfo.Mobile", r -> r.identityInfo(i -> i.mobile("0170"))),
                refusal("PhoneConfig.PhoneType", r -> r.phoneConfig(p -> p.phoneType("HEADSET"))),
                refusal(
                        "PhoneConfig.AfterContactWorkTimeLimit",
                        r -> r.phoneConfig(p -> p.afterContactWorkTimeLimit(-1))),
                refusal("PhoneConfig.DeskPhoneNumber", r -> r.phoneConfig(p -> p.deskPhoneNumber("0"))),
                refusal("RoutingProfileId", r -> r.routingProfileId(null)),
                refusal("RoutingProfileId", r -> r.routingProfileId("nonsense")),
                refusal("SecurityProfileIds", r -> r.securityProfileIds((List<String>) null)),
                refusal("SecurityProfileIds", r -> r.securityProfileIds(List.of())),
                refusal("SecurityProfileIds", r -> r.securityProfileIds(Collections.nCopies(11, "x"))),
                refusal("SecurityProfileIds", r -> r.securityProfileIds("nonsense")),
                refusal("Tags", r -> r.tags(Map.of("aws:x", "y"))));
    }

    private static Arguments refusal(String member, Consumer<CreateUserRequest.Builder> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, Consumer<CreateUserRequest.Builder> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Short1", "nodigitsHere"));
        assertThat(list()).isEmpty();
    }

    @Test
    void refusesAPasswordWhereAnotherSystemSignsUsersIn() {
        var instance = connect.createInstance(r -> r.identityManagementType(DirectoryType.SAML)
                        .instanceAlias("s" + UUID.randomUUID().toString().replace("-", ""))
                        .inboundCallsEnabled(true)
                        .outboundCallsEnabled(true))
                .id();
        var user = aUser(instance).username("x".repeat(64));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.createUser(user.build()))
                .withMessageContaining("Password");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.createUser(
                        user.password(null).directoryUserId("x").build()))
                .withMessageContaining("DirectoryUserId");
        assertThat(connect.createUser(user.directoryUserId(null)
                                .identityInfo((UserIdentityInfo) null)
                                .build())
                        .userId())
                .isNotNull();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> connect.createUser(user.username("x".repeat(65)).build()))
                .withMessageContaining("Username");
    }
}
