package io.recontact.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows that the tests of the chart would notice an object that the API server refuses. */
class ManifestsTests {

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: recontact, annotations: {number: "1"}}
            spec: {ports: [{port: 80, targetPort: http}]}
            """;

    @Test
    void readsWhatIsCorrect() {
        assertThat(Manifests.read(SERVICE).the(Service.class).getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec:           | sepc:           | Unrecognized field "sepc"
            targetPort      | targetport      | Unrecognized field "targetport"
            number: "1"     | number: 1       | Cannot coerce Integer value
            number: "1"     | number: true    | Cannot coerce Boolean value
            port: 80        | port: http      | Cannot deserialize value of type `java.lang.Integer`
            port: 80        | port: 80, port: 80 | found duplicate key port
            kind: Service   | kind: Services  | Unknown kind v1/Services
            """)
    void refusesWhatIsWrong(String correct, String wrong, String message) {
        assertThat(SERVICE).contains(correct);
        assertThatThrownBy(() -> Manifests.read(SERVICE.replace(correct, wrong)))
                .hasMessageContaining(message);
    }
}
