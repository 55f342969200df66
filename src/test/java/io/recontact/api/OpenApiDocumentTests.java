package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI documents describe the operations of the route table, and no others. */
class OpenApiDocumentTests {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    @ParameterizedTest
    @CsvSource({"agent-v1.yaml, /agent/", "admin-v1.yaml, /admin/"})
    void describesEveryOperation(String document, String path) throws IOException {
        assertThat(described(Path.of("docs", document))).isNotEmpty().isEqualTo(routes(path));
    }

    private static Set<String> described(Path document) throws IOException {
        Map<String, Map<String, Map<String, Map<String, Object>>>> content =
                new Yaml().load(Files.readString(document));
        var operations = new TreeSet<String>();
        Map<String, ?> paths = content.getOrDefault("paths", Map.of());
        paths.forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
            if (METHODS.contains(String.valueOf(method))) {
                operations.add("%s %s %s"
                        .formatted(
                                String.valueOf(method).toUpperCase(Locale.ROOT),
                                path,
                                ((Map<?, ?>) operation).get("operationId")));
            }
        }));
        return operations;
    }

    private static Set<String> routes(String prefix) {
        var operations = new TreeSet<String>();
        new Operations()
                .all()
                .map(operation -> "%s /%s %s"
                        .formatted(operation.method(), String.join("/", operation.segments()), operation.name()))
                .filter(line -> line.contains(" " + prefix))
                .forEach(operations::add);
        return operations;
    }
}
