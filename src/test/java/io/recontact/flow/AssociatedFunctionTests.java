package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Functions of instances that may invoke only what is associated with them. */
@ServiceTest
class AssociatedFunctionTests {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:f";
    private static final LambdaStub FUNCTIONS = new LambdaStub();

    private final FlowFixtures running;

    AssociatedFunctionTests(Service.Calls calls, JdbcClient jdbc) {
        this.running = new FlowFixtures(calls, calls.newTenant(), jdbc);
    }

    @DynamicPropertySource
    static void map(DynamicPropertyRegistry properties) {
        properties.add("recontact.flows.only-associated-functions", () -> true);
        properties.add("recontact.flows.lambda-functions[0].arn", () -> ARN);
        properties.add("recontact.flows.lambda-functions[0].url", () -> FUNCTIONS.url("f"));
    }

    @AfterAll
    static void close() {
        FUNCTIONS.close();
    }

    private List<String> said() {
        var chat = running.start(flow(
                act("a", "InvokeLambdaFunction", "{\"LambdaFunctionARN\": \"%s\"}".formatted(ARN), "b"),
                say("b", "It is $.External.name", "end")));
        running.awaitEnded(chat.contact());
        return running.said(chat.contact());
    }

    @Test
    void areInvokedFromTheAssociationUntilItsEnd() {
        FUNCTIONS.answer("f", "{\"name\": \"Ada\"}");
        var tenant = running.tenant();
        assertThat(said()).containsExactly("It has failed");

        tenant.connect()
                .associateLambdaFunction(r -> r.instanceId(tenant.instance()).functionArn(ARN));
        assertThat(said()).containsExactly("It is Ada");

        tenant.connect()
                .disassociateLambdaFunction(r -> r.instanceId(tenant.instance()).functionArn(ARN));
        assertThat(said()).containsExactly("It has failed");
    }
}
