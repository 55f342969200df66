package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the test controls says what the service does. */
@TestControlTest
class TestControlReferenceTests {

    private static final String WEB = TestControlTest.class.getPackageName() + ".web.";

    private final RequestMappingHandlerMapping controllers;
    private final TestControls controls;
    private final Service.Calls calls;
    private final JsonNode document;

    TestControlReferenceTests(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            TestControls controls,
            Service.Calls calls)
            throws IOException {
        this.controllers = controllers;
        this.controls = controls;
        this.calls = calls;
        Object content = new Yaml().load(Files.readString(Path.of("docs/test-controls-v1.yaml")));
        this.document = new JsonMapper().valueToTree(content);
    }

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    @Test
    void describesEachOperation() {
        var served = new TreeMap<String, String>();
        controllers.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getName().startsWith(WEB)) {
                mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> mapping.getPatternValues()
                                .forEach(path -> served.put(
                                        "%s %s".formatted(verb, path),
                                        method.getMethod().getName())));
            }
        });
        var described = new TreeMap<String, String>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    var id = operation.getValue().path("operationId").asString();
                    described.put(
                            "%s %s".formatted(operation.getKey().toUpperCase(Locale.ROOT), path.getKey()),
                            Character.toLowerCase(id.charAt(0)) + id.substring(1));
                }
            }
        }

        assertThat(served).hasSizeGreaterThan(10);
        assertThat(described).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "Clock, ClockMembers$State",
        "AdvanceClockRequest, ClockMembers$AdvanceRequest",
        "SetClockRequest, ClockMembers$SetRequest",
        "CreateFaultRequest, FaultMembers$CreateRequest",
        "Fault, FaultMembers$Summary",
        "CloseWebSocketsRequest, WebSocketMembers$CloseRequest",
        "InstanceState, InstanceStateMembers$State",
    })
    void describesEachMember(String schema, String type) throws ClassNotFoundException {
        var members = Stream.of(Class.forName(WEB + type).getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("unknown"))
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .toList();

        assertThat(schema(schema).path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void describesEachKindOfState() {
        var state = controls.call("GET", "/instances/" + calls.newTenant().instance(), "");

        assertThat(texts(schema("InstanceState").at("/properties/State/items/properties/Name/enum")))
                .containsExactlyInAnyOrderElementsOf(state.path("State")
                        .valueStream()
                        .map(item -> item.path("Name").asString())
                        .toList());
    }

    @Test
    void describesEachTypeOfFault() {
        assertThat(texts(schema("FaultType").path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(FaultType.values()).map(Enum::name).toList());
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString);
    }
}
