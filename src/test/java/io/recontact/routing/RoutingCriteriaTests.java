package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.model.AttributeCondition;
import software.amazon.awssdk.services.connect.model.Expression;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.RoutingCriteria;
import software.amazon.awssdk.services.connect.model.RoutingCriteriaInputStep;
import software.amazon.awssdk.services.connect.model.RoutingCriteriaStepStatus;
import software.amazon.awssdk.services.connect.model.Step;

/** Routing decisions that follow the routing criteria of contacts and the proficiencies of agents. */
@ServiceTest
@SuppressWarnings("unchecked") // the SDK takes arrays of generic consumers
class RoutingCriteriaTests {

    private static final String SKILL = "It's a \\ skill";

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final Router router;
    private final MutableClock clock;

    RoutingCriteriaTests(ContactCenter center, Router router, MutableClock clock) {
        this.center = center;
        this.tenant = center.tenant();
        this.router = router;
        this.clock = clock;
    }

    @BeforeEach
    void createAttributes() {
        for (var name : List.of("Language", SKILL)) {
            tenant.connect()
                    .createPredefinedAttribute(r -> r.instanceId(tenant.instance())
                            .name(name)
                            .values(v -> v.stringList("English", "it's | & ! :* \\")));
        }
    }

    private AgentClient agent(String attribute, String value, float level) {
        var agent = center.hire();
        associate(agent, attribute, value, level);
        return agent.available();
    }

    private void associate(AgentClient agent, String attribute, String value, float level) {
        tenant.connect()
                .associateUserProficiencies(r -> r.instanceId(tenant.instance())
                        .userId(agent.user())
                        .userProficiencies(p ->
                                p.attributeName(attribute).attributeValue(value).level(level)));
    }

    private static Expression atLeast(String name, String value, float level) {
        return Expression.builder()
                .attributeCondition(condition(name, value, level))
                .build();
    }

    private static AttributeCondition condition(String name, String value, float level) {
        return AttributeCondition.builder()
                .name(name)
                .value(value)
                .proficiencyLevel(level)
                .comparisonOperator("NumberGreaterOrEqualTo")
                .build();
    }

    private static RoutingCriteriaInputStep step(int seconds, Expression expression) {
        return RoutingCriteriaInputStep.builder()
                .expiry(e -> e.durationInSeconds(seconds))
                .expression(expression)
                .build();
    }

    private static RoutingCriteriaInputStep step(Expression expression) {
        return RoutingCriteriaInputStep.builder().expression(expression).build();
    }

    private void set(String contact, RoutingCriteriaInputStep... steps) {
        tenant.connect()
                .updateContactRoutingData(
                        r -> r.instanceId(tenant.instance()).contactId(contact).routingCriteria(c -> c.steps(steps)));
    }

    private RoutingCriteria criteria(String contact) {
        return tenant.describe(contact).routingCriteria();
    }

    private List<RoutingCriteriaStepStatus> statuses(String contact) {
        return criteria(contact).steps().stream().map(Step::status).toList();
    }

    @Test
    void offersAContactToTheAgentsOfItsStepOnly() {
        var chat = center.waitingContact();
        set(chat, step(atLeast("Language", "English", 4)));
        var unskilled = center.hire().available();
        var beginner = agent("Language", "English", 3);
        router.sweep();
        assertThat(unskilled.offers()).isEmpty();
        assertThat(beginner.offers()).isEmpty();

        var expert = agent("Language", "English", 5);

        assertThat(expert.acceptNext()).isEqualTo(chat);
        assertThat(statuses(chat)).containsExactly(RoutingCriteriaStepStatus.JOINED);
    }

    @Test
    void followsANewProficiencyAtOnce() {
        var chat = center.waitingContact();
        set(chat, step(atLeast("Language", "English", 4)));
        var agent = center.hire().available();
        router.sweep();
        assertThat(agent.offers()).isEmpty();

        associate(agent, "Language", "English", 4);

        assertThat(agent.awaitOffer()).isEqualTo(chat);
    }

    @Test
    void movesToTheNextStepAndThenToAllAgents() {
        var chat = center.waitingContact();
        set(
                chat,
                step(30, atLeast("Language", "English", 5)),
                step(20, atLeast("Language", "English", 3)),
                step(20, atLeast(SKILL, "English", 1)));
        var beginner = agent("Language", "English", 3);
        router.sweep();
        assertThat(beginner.offers()).isEmpty();
        assertThat(statuses(chat))
                .containsExactly(
                        RoutingCriteriaStepStatus.ACTIVE,
                        RoutingCriteriaStepStatus.INACTIVE,
                        RoutingCriteriaStepStatus.INACTIVE);

        clock.advance(Duration.ofSeconds(31));
        router.sweep();
        assertThat(beginner.offers()).containsExactly(chat);
        assertThat(statuses(chat))
                .containsExactly(
                        RoutingCriteriaStepStatus.EXPIRED,
                        RoutingCriteriaStepStatus.ACTIVE,
                        RoutingCriteriaStepStatus.INACTIVE);
        beginner.reject(chat);
        var unskilled = center.hire().available();
        clock.advance(Duration.ofSeconds(41));
        router.sweep();
        assertThat(unskilled.offers()).containsExactly(chat);
        assertThat(statuses(chat)).containsOnly(RoutingCriteriaStepStatus.EXPIRED);
        var described = criteria(chat);
        assertThat(described.index()).isZero();
        assertThat(described.steps().getFirst().expiry().expiryTimestamp())
                .isEqualTo(described.activationTimestamp().plusSeconds(30));
        assertThat(described.steps().getFirst().expression()).isEqualTo(atLeast("Language", "English", 5));
    }

    @Test
    void replacesCriteria() {
        var chat = center.waitingContact();
        set(chat, step(atLeast("Language", "English", 5)));
        set(chat, step(atLeast(SKILL, "English", 1)));
        assertThat(agent(SKILL, "English", 1).awaitOffer()).isEqualTo(chat);
        assertThat(criteria(chat).index()).isOne();
    }

    @Test
    void activatesCriteriaWhenTheContactIsQueued() {
        var chat = tenant.start();
        set(chat, step(atLeast("Language", "English", 2)));
        assertThat(criteria(chat).activationTimestamp()).isNull();
        assertThat(statuses(chat)).containsExactly(RoutingCriteriaStepStatus.INACTIVE);
        center.waiting().enqueue(chat, center.queue());
        var unskilled = center.hire().available();
        router.sweep();

        assertThat(unskilled.offers()).isEmpty();
        assertThat(criteria(chat).activationTimestamp()).isNotNull();
        assertThat(agent("Language", "English", 2).awaitOffer()).isEqualTo(chat);
    }

    @Test
    void ignoresCriteriaInTheQueueOfAnAgent() {
        var agent = center.hire();
        var chat = center.waitingChat(agent.user()).contact();
        set(chat, step(atLeast("Language", "English", 5)));

        assertThat(agent.available().awaitOffer()).isEqualTo(chat);
    }

    /** More contacts than a decision takes as candidates wait before the one that the agent can get. */
    @Test
    void findsAContactBehindManyThatTheAgentCannotGet() {
        for (int i = 0; i < 70; i++) {
            set(center.waitingContact(), step(atLeast("Language", "English", 5)));
        }
        var last = center.waitingContact();

        assertThat(center.hire().available().awaitOffer()).isEqualTo(last);
    }

    static Stream<Arguments> expressions() {
        var english = atLeast("Language", "English", 3);
        var skill = atLeast(SKILL, "it's | & ! :* \\", 2);
        return Stream.of(
                Arguments.of(
                        "and, both",
                        true,
                        Expression.builder().andExpression(english, skill).build()),
                Arguments.of(
                        "and, one",
                        false,
                        Expression.builder()
                                .andExpression(english, atLeast(SKILL, "it's | & ! :* \\", 3))
                                .build()),
                Arguments.of(
                        "or, one",
                        true,
                        Expression.builder()
                                .orExpression(atLeast("Language", "English", 5), skill)
                                .build()),
                Arguments.of(
                        "or, none",
                        false,
                        Expression.builder()
                                .orExpression(atLeast("Language", "English", 5), atLeast(SKILL, "English", 1))
                                .build()),
                Arguments.of(
                        "not, has it",
                        false,
                        Expression.builder()
                                .notAttributeCondition(condition("Language", "English", 3))
                                .build()),
                Arguments.of(
                        "not, lacks it",
                        true,
                        Expression.builder()
                                .notAttributeCondition(condition("Language", "English", 4))
                                .build()),
                Arguments.of("range, within", true, range(2, 3)),
                Arguments.of("range, beyond", false, range(4, 5)),
                Arguments.of(
                        "nested",
                        true,
                        Expression.builder()
                                .andExpression(
                                        Expression.builder()
                                                .orExpression(atLeast("Language", "English", 5), skill)
                                                .build(),
                                        Expression.builder()
                                                .notAttributeCondition(condition("Language", "English", 4))
                                                .build())
                                .build()));
    }

    private static Expression range(float min, float max) {
        return Expression.builder()
                .attributeCondition(c -> c.name("Language")
                        .value("English")
                        .comparisonOperator("Range")
                        .range(r -> r.minProficiencyLevel(min).maxProficiencyLevel(max)))
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void evaluatesExpressions(String name, boolean isOffered, Expression expression) {
        var chat = center.waitingContact();
        set(chat, step(expression));
        var agent = center.hire();
        associate(agent, "Language", "English", 3);
        associate(agent, SKILL, "it's | & ! :* \\", 2);
        agent.available();
        router.sweep();

        assertThat(agent.offers()).isEqualTo(isOffered ? List.of(chat) : List.of());
    }

    private static Expression agents(String... ids) {
        return Expression.builder()
                .attributeCondition(c -> c.comparisonOperator("Match")
                        .matchCriteria(m -> m.agentsCriteria(a -> a.agentIds(Arrays.asList(ids)))))
                .build();
    }

    @Test
    void prefersNamedAgents() {
        var preferred = center.hire();
        var other = center.hire().available();
        var chat = tenant.start();
        set(chat, step(agents(preferred.user())));
        center.waiting().enqueue(chat, center.queue());
        router.sweep();
        assertThat(other.offers()).isEmpty();

        assertThat(preferred.available().awaitOffer()).isEqualTo(chat);
    }

    @Test
    void refusesWhatDoesNotExist() {
        var chat = center.waitingContact();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> set(chat, step(atLeast("Shoe size", "9", 1))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> set(chat, step(agents(UUID.randomUUID().toString()))));
        assertThat(criteria(chat)).isNull();
    }

    static Stream<Expression> invalid() {
        var english = condition("Language", "English", 3);
        return Stream.of(
                Expression.builder().build(),
                Expression.builder()
                        .attributeCondition(english)
                        .notAttributeCondition(english)
                        .build(),
                Expression.builder().andExpression(List.of()).build(),
                Expression.builder().attributeCondition(c -> c.name("Language")).build(),
                Expression.builder()
                        .attributeCondition(
                                english.toBuilder().comparisonOperator("Less").build())
                        .build(),
                agents("nonsense"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesInvalidExpressions(Expression expression) {
        var chat = center.waitingContact();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> set(chat, step(expression)))
                .withMessageContaining("RoutingCriteria");
        assertThat(criteria(chat)).isNull();
    }
}
