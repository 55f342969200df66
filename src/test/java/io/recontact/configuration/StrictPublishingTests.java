package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConfiguredServiceTest;
import io.recontact.testing.Service;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.InvalidContactFlowException;

/** With {@code recontact.flows.strict}, a flow that can be published here can be published in Amazon Connect. */
@ConfiguredServiceTest
class StrictPublishingTests {

    private static final String MISSPELT = """
            {"Version": "2019-10-30", "StartAction": "a", "Actions": [
              {"Identifier": "a", "Type": "UnTagContact", "Parameters": {"TagKeys": ["x"]}, "Transitions": {
                "NextAction": "end", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
              {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}""";

    private final Service.Tenant tenant;

    StrictPublishingTests(Service.Calls calls) {
        this.tenant = calls.newTenant();
    }

    @Test
    void refusesFlowsThatTheCloudServiceRefuses() {
        var connect = tenant.connect();

        assertThatExceptionOfType(InvalidContactFlowException.class)
                .isThrownBy(() -> connect.createContactFlow(r -> r.instanceId(tenant.instance())
                        .name("misspelt")
                        .type(ContactFlowType.CONTACT_FLOW)
                        .content(MISSPELT)))
                .withMessageContaining("UntagContact");
        assertThat(connect.createContactFlow(r -> r.instanceId(tenant.instance())
                                .name("well spelt")
                                .type(ContactFlowType.CONTACT_FLOW)
                                .content(MISSPELT.replace("UnTag", "Untag")))
                        .contactFlowId())
                .isNotNull();
    }

    @Test
    void acceptsTheDefaultFlows() {
        var connect = tenant.connect();
        var flows =
                connect.listContactFlows(r -> r.instanceId(tenant.instance())).contactFlowSummaryList();

        assertThat(flows).hasSizeGreaterThan(2).allSatisfy(flow -> {
            var content = connect.describeContactFlow(
                            r -> r.instanceId(tenant.instance()).contactFlowId(flow.id()))
                    .contactFlow()
                    .content();
            connect.updateContactFlowContent(r ->
                    r.instanceId(tenant.instance()).contactFlowId(flow.id()).content(content));
        });
    }
}
