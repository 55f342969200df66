package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.recontact.chat.participant.ConnectionCredentials;
import io.recontact.chat.participant.Websocket;
import io.recontact.chat.transcript.Item;
import io.recontact.contact.ChatStreamingConfiguration;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * Compares the wire records with the shapes of the AWS SDK, and fails on a misspelled member or one of another type.
 * Prints the unsupported members, which docs/compatibility.md lists.
 */
class WireDriftTests {

    private static final String CONNECT = "software.amazon.awssdk.services.connect.model.";
    private static final String PARTICIPANT = "software.amazon.awssdk.services.connectparticipant.model.";

    /**
     * Members of the service model (botocore 1.43) that are newer than the SDK of these tests. Each must stay unknown
     * to the SDK, so that this list shrinks when the SDK is updated.
     */
    private static final Set<String> NEWER_THAN_THE_SDK = Set.of(
            "CreateHoursOfOperationRequest.ParentHoursOfOperationConfigs",
            "HoursOfOperation.ParentHoursOfOperations",
            "CreateHoursOfOperationOverrideRequest.RecurrenceConfig",
            "CreateHoursOfOperationOverrideRequest.OverrideType",
            "UpdateHoursOfOperationOverrideRequest.RecurrenceConfig",
            "UpdateHoursOfOperationOverrideRequest.OverrideType",
            "HoursOfOperationOverride.RecurrenceConfig",
            "HoursOfOperationOverride.OverrideType",
            "GetEffectiveHoursOfOperationsResponse.EffectiveOverrideHoursList",
            "CreateSecurityProfileRequest.AllowedAIAgents",
            "UpdateSecurityProfileRequest.AllowedAIAgents",
            "StartChatContactRequest.DisconnectOnCustomerExit",
            "StartChatContactRequest.ConnectionTypes",
            "StartChatContactRequest.ChatStreamingConfiguration",
            "StartChatContactResponse.ConnectionCredentials",
            "StartChatContactResponse.Websocket",
            "StartChatContactResponse.StreamingId",
            "StartOutboundChatContactRequest.InitialTemplatedSystemMessage",
            "StartTaskContactRequest.Attachments",
            "CreateQueueRequest.EmailAddressesConfig",
            "MediaConcurrency.WorkloadTypeConcurrencies",
            "CreateUserRequest.AutoAcceptConfigs",
            "CreateUserRequest.AfterContactWorkConfigs",
            "CreateUserRequest.PhoneNumberConfigs",
            "CreateUserRequest.PersistentConnectionConfigs",
            "CreateUserRequest.VoiceEnhancementConfigs",
            "UserSearchSummary.AutoAcceptConfigs",
            "UserSearchSummary.AfterContactWorkConfigs",
            "UserSearchSummary.PhoneNumberConfigs",
            "UserSearchSummary.PersistentConnectionConfigs",
            "UserSearchSummary.VoiceEnhancementConfigs",
            "User.AutoAcceptConfigs",
            "User.AfterContactWorkConfigs",
            "User.PhoneNumberConfigs",
            "User.PersistentConnectionConfigs",
            "User.VoiceEnhancementConfigs",
            "SearchCriteria.ActiveRegions",
            "SearchCriteria.ContactTags",
            "SearchCriteria.AiAgents",
            "CurrentMetric.MetricId",
            "Filters.Subtypes",
            "Dimensions.Subtype",
            "Filters.ValidationTestTypes",
            "ContactSearchSummary.Tags",
            "ReferenceSummary.EmailMessageRedacted",
            "ReferenceSummary.EmailMessagePlainTextRedacted");

    /** Shapes of the service model that are newer than the SDK; request-model.json has the requests. */
    private static final Set<String> SHAPES_NEWER_THAN_THE_SDK = Set.of(
            "AssociateHoursOfOperationsRequest",
            "ParentHoursOfOperationConfig",
            "DisassociateHoursOfOperationsRequest",
            "ListChildHoursOfOperationsResponse",
            "HoursOfOperationsIdentifier",
            "EffectiveOverrideHours",
            "OverrideHour",
            "ListSecurityProfileAIAgentsResponse",
            "AssociateQueueEmailAddressesRequest",
            "DisassociateQueueEmailAddressesRequest",
            "ListQueueEmailAddressesResponse",
            "EmailAddressSummary",
            "WorkloadTypeConcurrency",
            "CrossChannelWorkloadBehavior",
            "AiAgentsCriteria",
            "AiAgentSearchCriteria",
            "UpdateUserConfigRequest",
            "DeleteContactDataRequest");

    /** Members of items in frames, which the model of the API does not know. */
    private static final Set<String> OF_FRAMES_ONLY = Set.of("Item.InitialContactId");

    /** Records of several operations, or of frames. */
    private static final Map<Class<?>, String> SHARED = Map.of(
            Item.class, "Item",
            Item.Attachment.class, "AttachmentItem",
            Item.MessageMetadata.class, "MessageMetadata",
            Item.Receipt.class, "Receipt",
            ConnectionCredentials.class, "ConnectionCredentials",
            Websocket.class, "Websocket");

    /** Records that stand for several shapes of the configuration, which differ in their names alone. */
    private static final Map<String, List<String>> STANDING_FOR_SEVERAL = Map.of(
            "TagSearchFilter",
            List.of(
                    "ContactFlowModuleSearchFilter",
                    "HoursOfOperationSearchFilter",
                    "QueueSearchFilter",
                    "QuickConnectSearchFilter",
                    "RoutingProfileSearchFilter",
                    "SecurityProfilesSearchFilter"),
            "AttributeSearchFilter",
            List.of("AgentStatusSearchFilter", "UserHierarchyGroupSearchFilter", "ViewSearchFilter"),
            "TextSearchCriteria",
            List.of(
                    "AgentStatusSearchCriteria",
                    "HoursOfOperationSearchCriteria",
                    "PredefinedAttributeSearchCriteria",
                    "QuickConnectSearchCriteria",
                    "RoutingProfileSearchCriteria",
                    "SecurityProfileSearchCriteria",
                    "UserHierarchyGroupSearchCriteria"),
            "NamedSummary",
            List.of(
                    "HierarchyGroupSummary",
                    "HoursOfOperationSummary",
                    "RoutingProfileSummary",
                    "SecurityProfileSummary"));

    private record Shape(Class<?> wire, String service, String sdkName) {}

    private static Stream<Shape> shapes() {
        return Stream.of(
                        Stream.of(new Shape(ChatStreamingConfiguration.class, CONNECT, "ChatStreamingConfiguration")),
                        Stream.of(
                                        "contact",
                                        "configuration",
                                        "routing",
                                        "metrics",
                                        "webhook.streaming",
                                        "webhook.processing")
                                .flatMap(module -> shapes(module, CONNECT)),
                        Stream.of("chat.attachment", "chat").flatMap(module -> shapes(module, PARTICIPANT)),
                        STANDING_FOR_SEVERAL.entrySet().stream()
                                .flatMap(record -> record.getValue().stream()
                                        .map(name -> new Shape(
                                                load("io.recontact.configuration.web." + record.getKey()),
                                                CONNECT,
                                                name))),
                        SHARED.entrySet().stream()
                                .map(shared -> new Shape(shared.getKey(), PARTICIPANT, shared.getValue())))
                .flatMap(shapes -> shapes);
    }

    private static Stream<Shape> shapes(String module, String service) {
        return operations(module).flatMap(operation -> {
            var name = operation.getSimpleName();
            return Arrays.stream(operation.getDeclaredClasses())
                    .filter(Class::isRecord)
                    .map(part -> new Shape(part, service, sdkName(name, part.getSimpleName())));
        });
    }

    private static Stream<Class<?>> operations(String module) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isInterface();
            }
        };
        scanner.addIncludeFilter((reader, _) -> reader.getClassMetadata().isInterface());
        return scanner.findCandidateComponents("io.recontact." + module + ".web").stream()
                .<Class<?>>map(definition -> load(String.valueOf(definition.getBeanClassName())))
                .filter(type -> !type.isAnnotation());
    }

    private static String sdkName(String operation, String part) {
        return switch (operation + "." + part) {
            case "ContactAttributes.UpdateRequest" -> "UpdateContactAttributesRequest";
            case "ContactAttributes.GetResponse" -> "GetContactAttributesResponse";
            case "DescribeAgentStatus.AgentStatus" -> "AgentStatus";
            case "ContactTags.TagRequest" -> "TagContactRequest";
            case "StartChatContact.InitialMessage" -> "ChatMessage";
            case "GetCurrentMetricData.CurrentMetricItem" -> "CurrentMetric";
            default -> part.equals("Request") || part.equals("Response") ? operation + part : part;
        };
    }

    @TestFactory
    Stream<DynamicTest> membersAreThoseOfTheModel() {
        return shapes().map(shape -> DynamicTest.dynamicTest(shape.sdkName(), () -> assertMatchesTheSdk(shape)));
    }

    @Test
    void findsTheShapes() {
        assertThat(shapes().map(Shape::sdkName))
                .contains(
                        "StartChatContactRequest",
                        "StartChatContactResponse",
                        "Contact",
                        "InstanceSummary",
                        "RoutingProfileQueueConfig",
                        "ChatMessage",
                        "SendMessageRequest",
                        "UploadMetadata");
    }

    private static void assertMatchesTheSdk(Shape shape) throws ReflectiveOperationException {
        if (SHAPES_NEWER_THAN_THE_SDK.contains(shape.sdkName())) {
            assertThatExceptionOfType(AssertionError.class)
                    .as("%s is not in the SDK yet", shape.sdkName())
                    .isThrownBy(() -> load(shape.service() + shape.sdkName()));
            return;
        }
        var sdk = sdkFields(shape).stream()
                .filter(field -> field.location() == MarshallLocation.PAYLOAD)
                .collect(Collectors.toMap(SdkField::memberName, field -> field));
        var leftOut = new ArrayList<>(sdk.keySet());
        for (var component : shape.wire().getRecordComponents()) {
            var name = memberName(component);
            var member = shape.sdkName() + "." + name;
            if (NEWER_THAN_THE_SDK.contains(member) || OF_FRAMES_ONLY.contains(member)) {
                assertThat(sdk).as("%s is in the SDK now", name).doesNotContainKey(name);
                continue;
            }
            var field = sdk.get(name);
            assertThat(field).as("%s has a member %s", shape.sdkName(), name).isNotNull();
            assertThat(kinds(component))
                    .as("%s.%s", shape.sdkName(), name)
                    .contains(Objects.requireNonNull(field).marshallingType());
            leftOut.remove(name);
        }
        LoggerFactory.getLogger(WireDriftTests.class).info("{} leaves out {}", shape.sdkName(), leftOut);
    }

    /** A few operations have members in lower case. */
    private static String memberName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? MemberNames.ofProperty(component.getName()) : named.value();
    }

    /** The kinds of SDK members that a component of this type can stand for. */
    private static List<MarshallingType<?>> kinds(RecordComponent component) {
        var type = component.getType();
        if (type == Integer.class || type == int.class) {
            return List.of(MarshallingType.INTEGER);
        }
        if (type == Long.class || type == long.class) {
            return List.of(MarshallingType.LONG);
        }
        if (type == Float.class) {
            return List.of(MarshallingType.FLOAT);
        }
        if (type == Double.class || type == double.class) {
            return List.of(MarshallingType.DOUBLE);
        }
        if (type == Boolean.class || type == boolean.class) {
            return List.of(MarshallingType.BOOLEAN);
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> List.of(MarshallingType.INSTANT);
            case "Map" -> List.of(MarshallingType.MAP);
            case "List" -> List.of(MarshallingType.LIST);
            case "String", "UUID" -> List.of(MarshallingType.STRING);
            // A member that is always refused may have any type.
            case "Object" -> List.of(MarshallingType.SDK_POJO, MarshallingType.LIST);
            default -> List.of(type.isEnum() ? MarshallingType.STRING : MarshallingType.SDK_POJO);
        };
    }

    private static List<SdkField<?>> sdkFields(Shape shape) throws ReflectiveOperationException {
        var builder =
                load(shape.service() + shape.sdkName()).getMethod("builder").invoke(null);
        return ((SdkPojo) builder).sdkFields();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("The SDK has no shape of that name", e);
        }
    }
}
