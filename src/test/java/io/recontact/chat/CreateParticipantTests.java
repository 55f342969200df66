package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ConflictException;
import software.amazon.awssdk.services.connect.model.CreateParticipantResponse;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** Agents and custom bots, by the rules of "Customize chat flow experiences by integrating custom participants". */
@ServiceTest
class CreateParticipantTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    CreateParticipantTests(Service.Calls calls, RawCalls raw, MutableClock clock, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static String token(CreateParticipantResponse invited) {
        return invited.participantCredentials().participantToken();
    }

    private static Instant expiry(CreateParticipantResponse invited) {
        return Instant.parse(invited.participantCredentials().expiry());
    }

    private CreateParticipantResponse invite(String contact, String role, String clientToken) {
        return tenant.connect()
                .createParticipant(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .clientToken(clientToken)
                        .participantDetails(d -> d.participantRole(role)));
    }

    private void assertCannotConnect(CreateParticipantResponse invited) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> calls.joined(token(invited)));
    }

    @Test
    void connectsACustomBotWithTheCustomer() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            var invited = tenant.connect()
                    .createParticipant(r -> r.instanceId(tenant.instance())
                            .contactId(chat.contactId())
                            .participantDetails(
                                    d -> d.participantRole("CUSTOM_BOT").displayName("Marvin")));
            assertThat(expiry(invited))
                    .isBetween(clock.instant().plusSeconds(10), clock.instant().plusSeconds(15));

            var bot = calls.joined(token(invited));
            bot.say("How can I help?");

            var joined = socket.awaitItem(
                    item -> item.path("ParticipantRole").asString("").equals("CUSTOM_BOT"));
            assertThat(joined.path("ContentType").asString()).endsWith("participant.joined");
            assertThat(joined.path("ParticipantId").asString()).isEqualTo(invited.participantId());
            assertThat(joined.path("DisplayName").asString()).isEqualTo("Marvin");
            socket.awaitMessage("How can I help?");
            assertThat(bot.everything()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"CUSTOM_BOT, BOT", "AGENT, AGENT"})
    void givesADefaultDisplayName(String role, String name) {
        var invited = tenant.invite(tenant.start(), role);

        var participant = calls.joined(token(invited));

        assertThat(participant.everything().stream().map(Item::displayName)).containsExactly(name);
    }

    @Test
    void allowsOneCustomBotAtATime() {
        var contact = tenant.start();
        var first = calls.joined(token(tenant.invite(contact, "CUSTOM_BOT")));

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> tenant.invite(contact, "CUSTOM_BOT"))
                .withMessageContaining("custom participant");
        first.disconnect();

        var second = calls.joined(token(tenant.invite(contact, "CUSTOM_BOT")));
        assertThat(second.everything().stream().map(Item::contentType))
                .as("a bot comes and goes without ending the chat")
                .noneMatch(type -> type.endsWith("chat.ended"));
    }

    @Test
    void countsABotThatMayStillConnect() {
        var contact = tenant.start();
        tenant.invite(contact, "CUSTOM_BOT");

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> tenant.invite(contact, "CUSTOM_BOT"));
    }

    @Test
    void givesABotFifteenSecondsToConnect() {
        var contact = tenant.start();
        var late = tenant.invite(contact, "CUSTOM_BOT");
        clock.advance(Duration.ofSeconds(16));

        assertCannotConnect(late);

        var other = calls.joined(token(tenant.invite(contact, "CUSTOM_BOT")));
        clock.advance(Duration.ofMinutes(1));
        other.say("I am in time, and stay");
    }

    @Test
    void refusesABotWhileAnAgentIsConnected() {
        var contact = tenant.start();
        var invited = tenant.invite(contact, "AGENT");
        tenant.invite(contact, "CUSTOM_BOT"); // an invited agent is not connected yet
        calls.joined(token(invited));
        clock.advance(Duration.ofSeconds(16));

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> tenant.invite(contact, "CUSTOM_BOT"))
                .withMessageContaining("agent");
    }

    @Test
    void disconnectsTheBotWhenAnAgentJoins() {
        var contact = tenant.start();
        var bot = calls.joined(token(tenant.invite(contact, "CUSTOM_BOT")));
        try (var socket = bot.subscribe()) {
            var agent = calls.joined(token(tenant.invite(contact, "AGENT")));

            assertThat(socket.awaitClosed()).isEqualTo(1000);
            assertThat(agent.everything().stream().map(CreateParticipantTests::summary))
                    .containsExactly(
                            "CUSTOM_BOT participant.joined", "AGENT participant.joined", "CUSTOM_BOT participant.left");
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> bot.say("Hello?"));
            agent.say("The chat goes on");
        }
    }

    @Test
    void refusesTheConnectionOfABotAfterAnAgentHasJoined() {
        var contact = tenant.start();
        var invited = tenant.invite(contact, "CUSTOM_BOT");

        var agent = calls.joined(token(tenant.invite(contact, "AGENT")));

        assertCannotConnect(invited);
        assertThat(agent.everything().stream().map(CreateParticipantTests::summary))
                .as("who never came does not leave")
                .containsExactly("AGENT participant.joined");
    }

    @Test
    void allowsFiveAgents() {
        var contact = tenant.start(chat -> chat.chatDurationInMinutes(60)).contactId();
        var first = tenant.invite(contact, "AGENT");
        assertThat(expiry(first))
                .as("as long as the chat lasts")
                .isEqualTo(tenant.describe(contact).initiationTimestamp().plus(Duration.ofMinutes(60)));
        var agent = calls.joined(token(first));
        for (int i = 1; i < 5; i++) {
            calls.joined(token(tenant.invite(contact, "AGENT")));
        }

        assertThatExceptionOfType(ServiceQuotaExceededException.class)
                .isThrownBy(() -> tenant.invite(contact, "AGENT"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(402));
        agent.disconnect();

        assertThat(token(tenant.invite(contact, "AGENT"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER", "SYSTEM", "SUPERVISOR"})
    void refusesOtherRoles(String role) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.invite(tenant.start(), role))
                .withMessageContaining("ParticipantRole");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{}                                                        | InvalidRequestException",
                "{\"DisplayName\": \"Marvin\"}                             | InvalidRequestException",
                "{\"ParticipantRole\": \"ROBOT\"}                          | InvalidRequestException",
                "{\"ParticipantRole\": \"AGENT\", \"DisplayName\": \"\"}   | InvalidRequestException",
                "{\"ParticipantRole\": \"AGENT\", \"ParticipantCapabilities\": {\"Video\": \"SEND\"}} | InvalidRequestException",
            })
    void refusesInvalidRequests(String details, String error) {
        var answer = raw.post("/contact/create-participant", """
                {"InstanceId": "%s", "ContactId": "%s", "ParticipantDetails": %s}""".formatted(tenant.instance(), tenant.start(), details));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
    }

    @Test
    void refusesAChatThatHasEnded() {
        var contact = tenant.startAndStop();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.invite(contact, "AGENT"))
                .withMessageContaining("has ended");
    }

    @Test
    void refusesAContactThatIsNotAChat() {
        var task = UUID.randomUUID();
        jdbc.sql("""
                        insert into contact (id, instance_id, initial_contact_id, association_id, channel,
                            initiation_method, initiated_at, last_updated_at)
                        values (:id, :instance, :id, :id, 'TASK', 'API', now(), now())
                        """)
                .param("id", task)
                .param("instance", UUID.fromString(tenant.instance()))
                .update();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.invite(task.toString(), "CUSTOM_BOT"))
                .withMessageContaining("not a chat");
    }

    @Test
    void doesNotFindTheChatsOfOtherInstances() {
        var foreign = calls.newTenant().start();

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.invite(foreign, "AGENT"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.invite(UUID.randomUUID().toString(), "AGENT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOM_BOT", "AGENT"})
    void answersARepeatLikeTheFirstDespiteLaterChanges(String role) {
        var contact = tenant.start();
        var clientToken = UUID.randomUUID().toString();
        var first = invite(contact, role, clientToken);

        assertThat(invite(contact, role, clientToken).toString()).isEqualTo(first.toString());
        tenant.stop(contact);

        var repeat = invite(contact, role, clientToken);
        assertThat(repeat.participantId()).isEqualTo(first.participantId());
        assertThat(repeat.participantCredentials()).isEqualTo(first.participantCredentials());
    }

    @Test
    void refusesATokenThatWasUsedForAnother() {
        var contact = tenant.start();
        var clientToken = UUID.randomUUID().toString();
        invite(contact, "AGENT", clientToken);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> invite(contact, "CUSTOM_BOT", clientToken))
                .withMessageContaining("ClientToken");
    }

    @Test
    void doesNotRememberRefusals() {
        var contact = tenant.start();
        var clientToken = UUID.randomUUID().toString();
        var present = calls.joined(token(tenant.invite(contact, "CUSTOM_BOT")));
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> invite(contact, "CUSTOM_BOT", clientToken));
        present.disconnect();

        assertThat(token(invite(contact, "CUSTOM_BOT", clientToken))).isNotEmpty();
    }

    @Test
    void givesConcurrentDuplicatesOneAnswer() {
        var contact = tenant.start();
        var clientToken = UUID.randomUUID().toString();

        var answers = ConcurrentCalls.run(
                20, _ -> invite(contact, "AGENT", clientToken).toString());

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(participants(contact, "AGENT")).isOne();
    }

    @Test
    void admitsOneOfManyConcurrentBots() {
        for (int round = 0; round < 5; round++) {
            var contact = tenant.start();

            var outcomes = ConcurrentCalls.run(8, _ -> {
                try {
                    tenant.invite(contact, "CUSTOM_BOT");
                    return true;
                } catch (ConflictException _) {
                    return false; // another bot was first
                }
            });

            assertThat(outcomes).containsOnlyOnce(true);
            assertThat(participants(contact, "CUSTOM_BOT")).isOne();
        }
    }

    @Test
    void limitsTheNumberOfAgentsUnderConcurrency() {
        var contact = tenant.start();

        var outcomes = ConcurrentCalls.run(12, _ -> {
            try {
                tenant.invite(contact, "AGENT");
                return true;
            } catch (ServiceQuotaExceededException _) {
                return false; // the chat has five agents
            }
        });

        assertThat(outcomes.stream().filter(yes -> yes)).hasSize(5);
    }

    @Test
    void leavesNoBotBesideAnAgentInARace() {
        for (int round = 0; round < 8; round++) {
            var contact = tenant.start();
            var agent = token(tenant.invite(contact, "AGENT"));

            ConcurrentCalls.run(4, i -> {
                try {
                    if (i == 0) {
                        calls.joined(agent);
                    } else {
                        calls.joined(token(tenant.invite(contact, "CUSTOM_BOT")));
                    }
                } catch (ConflictException _) {
                    // another bot or the agent was first
                } catch (AccessDeniedException _) {
                    // the agent joined before the bot could connect
                }
                return i;
            });

            assertThat(jdbc.sql("""
                                    select role from participant
                                    where session_id = :contact and connected_at is not null and left_at is null
                                    """)
                            .param("contact", UUID.fromString(contact))
                            .query(String.class)
                            .list())
                    .isEqualTo(List.of("AGENT"));
        }
    }

    private long participants(String contact, String role) {
        return jdbc.sql("select count(*) from participant where session_id = :contact and role = :role")
                .param("contact", UUID.fromString(contact))
                .param("role", role)
                .query(Long.class)
                .single();
    }

    private static String summary(Item item) {
        return item.participantRoleAsString() + " "
                + item.contentType().replace("application/vnd.amazonaws.connect.event.", "");
    }
}
