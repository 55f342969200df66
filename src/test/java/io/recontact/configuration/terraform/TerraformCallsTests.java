package io.recontact.configuration.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/**
 * Replays the calls of the AWS provider of Terraform for each resource that concerns chats: create, read, a plan
 * without a change, the update of each argument, a change of tags, the look-up of the data source, import, destroy. A
 * plan is empty if what the provider reads equals the configuration.
 *
 * <p>Sources: hashicorp/terraform-provider-aws 5.100.0, internal/service/connect, read at these commits: queue.go and
 * hours_of_operation.go 00a35305dc1b, instance.go and bot_association.go 01c08000ddb1, routing_profile.go 01142d741809,
 * quick_connect.go 00418b6216bb, security_profile.go 0aa0d338dafe, user.go and user_hierarchy_group.go 01db43de3847,
 * user_hierarchy_structure.go 0a2ca366843d, contact_flow.go 050ac11163ca, contact_flow_module.go 07e0d0b940f5,
 * lambda_function_association.go 0ce5aecc162c, enum.go 0077cbe6c5ab.
 */
@ServiceTest
class TerraformCallsTests {

    private final Map<String, TerraformResource> resources;
    private final ConnectClient connect;

    TerraformCallsTests(Service.Calls service) {
        var calls = TerraformCalls.of(service);
        this.connect = calls.connect();
        this.resources = Map.ofEntries(
                Map.entry("aws_connect_bot_association", new BotAssociationResource(calls)),
                Map.entry("aws_connect_contact_flow", new ContactFlowResource(calls)),
                Map.entry("aws_connect_contact_flow_module", new ContactFlowModuleResource(calls)),
                Map.entry("aws_connect_hours_of_operation", new HoursOfOperationResource(calls)),
                Map.entry("aws_connect_instance", new InstanceResource(calls)),
                Map.entry("aws_connect_lambda_function_association", new LambdaFunctionAssociationResource(calls)),
                Map.entry("aws_connect_queue", new QueueResource(calls)),
                Map.entry("aws_connect_quick_connect", new QuickConnectResource(calls)),
                Map.entry("aws_connect_routing_profile", new RoutingProfileResource(calls)),
                Map.entry("aws_connect_security_profile", new SecurityProfileResource(calls)),
                Map.entry("aws_connect_user", new UserResource(calls)),
                Map.entry("aws_connect_user_hierarchy_group", new UserHierarchyGroupResource(calls)),
                Map.entry(
                        "aws_connect_user_hierarchy_structure",
                        new UserHierarchyStructureResource(
                                calls, service.newTenant().instance())));
    }

    @TestFactory
    Stream<DynamicTest> livesItsWholeLife() {
        return resources.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> livesItsWholeLife(row.getValue())));
    }

    private void livesItsWholeLife(TerraformResource resource) {
        var configuration = resource.configuration();
        var id = resource.create(configuration);
        assertEmptyPlan(resource, id, configuration);

        for (var change : resource.changes()) {
            var next = configuration.with(change);
            resource.update(id, configuration, next);
            assertEmptyPlan(resource, id, next);
            configuration = next;
        }

        changeTags(resource, id);
        if (!resource.idsByName().isEmpty()) {
            assertThat(resource.idsByName())
                    .as("the data source")
                    .containsEntry(configuration.text(TerraformResource.NAME), id);
        }
        assertEmptyPlan(resource, id, configuration); // import reads by the id alone, as this does

        resource.delete(id);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> resource.read(id));
        assertThat(resource.idsByName()).as("what is left over").doesNotContainValue(id);
    }

    private static void assertEmptyPlan(TerraformResource resource, String id, Arguments configuration) {
        assertThat(resource.read(id).withoutUnset())
                .as("a plan without a change")
                .isEqualTo(configuration.withoutUnset());
    }

    /** The transparent tagging of the provider: removes keys, then sets those that are new or changed. */
    private void changeTags(TerraformResource resource, String id) {
        var arn = resource.arn(id);
        if (arn == null) {
            return;
        }
        connect.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        assertThat(resource.tags(id)).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
        connect.untagResource(untag -> untag.resourceArn(arn).tagKeys("a"));
        connect.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("b", "3")));
        assertThat(resource.tags(id)).containsOnly(Map.entry("b", "3"));
        assertThat(connect.listTagsForResource(list -> list.resourceArn(arn)).tags())
                .isEqualTo(resource.tags(id));
        connect.untagResource(untag -> untag.resourceArn(arn).tagKeys("b"));
    }
}
