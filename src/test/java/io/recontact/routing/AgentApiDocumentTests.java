package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** docs/agent-v1.yaml tells what the agent API is. */
@ServiceTest
class AgentApiDocumentTests {

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final RequestMappingHandlerMapping mappings;
    private final Map<String, Object> document;

    AgentApiDocumentTests(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings)
            throws IOException {
        this.mappings = mappings;
        this.document = new Yaml().load(Files.readString(Path.of("docs/agent-v1.yaml")));
    }

    @Test
    void hasEveryOperationAndNoOther() {
        var served = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/agent/"))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path)))
                .collect(Collectors.toSet());
        assertThat(served).isNotEmpty();
        assertThat(documented()).isEqualTo(served);
    }

    private Set<String> documented() {
        var documented = new HashSet<String>();
        map(document, "paths").forEach((path, operations) -> {
            for (var method : METHODS) {
                if (operations instanceof Map<?, ?> found && found.containsKey(method)) {
                    documented.add(method + " " + path);
                }
            }
        });
        return documented;
    }

    @Test
    void hasEveryStateOfContacts() {
        var state = map(map(map(document, "components"), "schemas"), "State");
        assertThat(state.get("enum"))
                .isEqualTo(Arrays.stream(AgentContactState.values()).map(Enum::name).toList());
    }

    @SuppressWarnings("unchecked") // the document is of maps, or the test fails
    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.get(name);
    }
}
