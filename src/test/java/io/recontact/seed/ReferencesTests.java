package io.recontact.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ReferencesTests {

    @Test
    void fillsInNamesWithAnyCharacters() {
        var references = new References();
        references.add("PredefinedAttributes", "US$1", "US$1");
        var content = JsonNodeFactory.instance.objectNode().put("Content", "{\"a\": \"${PredefinedAttributes.US$1}\"}");

        var resolved = references.resolve(
                new Declared("ContactFlow", content, new Source(Path.of("seed.yaml"), Map.of()), "Instances[0]"));

        assertThat(resolved.path("Content").asString()).isEqualTo("{\"a\": \"US$1\"}");
    }
}
