package io.recontact.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of cells for the Gateway API, read strictly, and followed as the specification says. */
class CellRouteTests {

    private static final String CELL_B = "recontact-b";

    private List<HTTPRoute> routes = List.of();

    @BeforeEach
    void read() throws IOException {
        routes = Manifests.read(Files.readString(Path.of("deploy/kubernetes/cells.yaml"))).objects().stream()
                .map(HTTPRoute.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            chat.example.com   | /contacts/0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01/c | - | - | recontact-b
            chat.example.com   | /tags/arn%3Aaws%3Aconnect%3Aeu%3A1%3Ainstance%2F0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01 | - | - | recontact-b
            chat.example.com   | /contacts/11111111-5c0e-4d5e-9a11-6f2b1d0e7a01/c | - | - | recontact-a
            chat.example.com   | /contact/chat                | -      | -     | recontact-a
            chat.example.com   | /participant/message         | b.AbCd | -     | recontact-b
            chat.example.com   | /participant/message         | a.AbCd | -     | recontact-a
            chat.example.com   | /participant/message         | bAbCd  | -     | recontact-a
            chat.example.com   | /participant/ws              | -      | b.Abc | recontact-b
            chat.example.com   | /participant/ws              | -      | AbCd  | recontact-a
            chat.example.com   | /participant/attachments/b.AbCd | -   | -     | recontact-b
            chat.example.com   | /participant/attachments/AbCd | -     | -     | recontact-a
            b.chat.example.com | /contact/chat                | -      | -     | recontact-b
            b.chat.example.com | /console/sign-in             | -      | -     | recontact-b
            chat.example.com   | /actuator/prometheus         | b.AbCd | -     | -
            b.chat.example.com | /actuator/prometheus         | -      | -     | -
            """)
    void leadTo(String host, String path, @Nullable String bearer, @Nullable String token, @Nullable String service) {
        var route = routes.stream()
                .filter(one -> one.getSpec().getHostnames().contains(host))
                .findFirst()
                .orElseThrow();
        // Rules with other matches than a prefix of the path are more specific, and come first.
        var rule = route.getSpec().getRules().stream()
                .filter(one -> one.getMatches().stream().anyMatch(match -> fits(match, path, bearer, token)))
                .findFirst()
                .orElseThrow();

        assertThat(rule.getBackendRefs())
                .extracting(HTTPBackendRef::getName, HTTPBackendRef::getPort)
                .containsExactlyElementsOf(service == null ? List.of() : List.of(tuple(service, 80)));
        assertThat(CELL_B)
                .isIn(routes.stream().map(one -> one.getMetadata().getName()).toList());
    }

    private static boolean fits(HTTPRouteMatch match, String path, @Nullable String bearer, @Nullable String token) {
        var wanted = match.getPath();
        var pathFits = wanted == null
                || switch (wanted.getType()) {
                    case "Exact" -> path.equals(wanted.getValue());
                    case "PathPrefix" -> path.startsWith(wanted.getValue());
                    case "RegularExpression" -> path.matches(wanted.getValue());
                    default -> throw new IllegalArgumentException(wanted.getType());
                };
        var given = Map.of("X-Amz-Bearer", Objects.requireNonNullElse(bearer, ""));
        var query = Map.of("token", Objects.requireNonNullElse(token, ""));
        return pathFits
                && match.getHeaders().stream()
                        .allMatch(header -> given.get(header.getName()).matches(header.getValue()))
                && match.getQueryParams().stream()
                        .allMatch(parameter -> query.get(parameter.getName()).matches(parameter.getValue()));
    }
}
