package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** UpdateContactRoutingCriteria in flows, also under the name that the reference has for it. */
@ServiceTest
class RoutingCriteriaFlowTests {

    private static final String CRITERIA = """
            {"RoutingCriteria": {"Steps": [
                {"Expression": {"AndExpression": [{"AttributeCondition": {
                     "Name": "Language", "Value": "$.Attributes.language", "ProficiencyLevel": "4.0",
                     "ComparisonOperator": "NumberGreaterOrEqualTo"}}]},
                 "Expiry": {"DurationInSeconds": "30"}}]}}
            """;

    private final Service.Tenant tenant;
    private final FlowFixtures running;

    RoutingCriteriaFlowTests(Service.Calls calls, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UpdateContactRoutingCriteria", "UpdateRoutingCriteria"})
    void setsCriteria(String type) {
        tenant.connect()
                .createPredefinedAttribute(
                        r -> r.instanceId(tenant.instance()).name("Language").values(v -> v.stringList("German")));
        var chat = running.start(
                flow(act("a", type, CRITERIA, "b"), say("b", "Set", "end")),
                r -> r.attributes(Map.of("language", "German")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("Set");
        assertThat(tenant.describe(chat.contact()).routingCriteria().steps())
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.expiry().durationInSeconds()).isEqualTo(30);
                    var condition = step.expression().andExpression().getFirst().attributeCondition();
                    assertThat(condition.value()).isEqualTo("German");
                    assertThat(condition.proficiencyLevel()).isEqualTo(4f);
                });
    }

    @Test
    void setsCriteriaFromAnAttributeAsAWhole() {
        tenant.connect()
                .createPredefinedAttribute(
                        r -> r.instanceId(tenant.instance()).name("Language").values(v -> v.stringList("German")));
        var chat = running.start(
                flow(
                        act(
                                "a",
                                "UpdateContactRoutingCriteria",
                                "{\"RoutingCriteria\": \"$.Attributes.criteria\"}",
                                "b"),
                        say("b", "Set", "end")),
                r -> r.attributes(Map.of("criteria", """
                        {"Steps": [{"Expression": {"AttributeCondition": {
                            "Name": "Language", "Value": "German", "ProficiencyLevel": 2}}}]}""")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("Set");
    }

    @Test
    void takesTheErrorBranchForAnAttributeThatIsNotPredefined() {
        var chat = running.start(
                flow(act("a", "UpdateContactRoutingCriteria", CRITERIA, "b"), say("b", "Set", "end")),
                r -> r.attributes(Map.of("language", "German")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
    }
}
