package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.ConnectParticipantException;

/** Compares the errors of each operation with those that the SDK declares, for all operations of both services. */
class DeclaredErrorTests {

    /** Errors of the service model (botocore 1.43) that the SDK of these tests does not have yet. */
    private static final Set<String> NEWER_THAN_THE_SDK =
            Set.of("InvalidActiveRegionException", "CreateHoursOfOperation.ServiceQuotaExceededException");

    /** Errors of the front end and of access control, which any operation of any service may answer with. */
    private static final Set<String> OF_THE_PROTOCOL = Set.of(
            "AccessDeniedException",
            "IncompleteSignatureException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "ThrottlingException",
            "UnknownOperationException",
            "UnrecognizedClientException");

    /** "API TPS throttling returns a TooManyRequests exception" (API Reference), though the model does not list it. */
    private static final String DOCUMENTED_ONLY = "StartChatContact TooManyRequestsException";

    /** Only operations whose model declares InvalidContactFlowException read flow content. */
    private static final Set<String> OF_FLOWS = Set.of("InvalidContactFlowException");

    private static final Map<String, Set<String>> OF_CONNECT = throwsOf(ConnectClient.class, ConnectException.class);

    private static final Map<String, Set<String>> OF_PARTICIPANTS =
            throwsOf(ConnectParticipantClient.class, ConnectParticipantException.class);

    static Stream<Operation> operations() {
        return new Operations().all().filter(operation -> declaredBySdk(operation) != null);
    }

    /** Test controls know the name of a shape only. */
    @Test
    void shapesHaveTheStatusOfTheirExceptions() throws ReflectiveOperationException {
        var declared = new Operations()
                .all()
                .flatMap(operation -> operation.errors().stream())
                .collect(Collectors.toSet());
        var compared = 0;
        for (var type : ServiceException.class.getPermittedSubclasses()) {
            if (declared.contains(type.getSimpleName())
                    && Arrays.stream(type.getDeclaredConstructors())
                            .anyMatch(constructor ->
                                    Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {String.class}))) {
                var error = (ServiceException)
                        type.getDeclaredConstructor(String.class).newInstance("A message");
                assertThat(DeclaredErrors.status(error.shape()))
                        .as(error.shape())
                        .isEqualTo(error.status());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void areThoseOfTheModel(Operation operation) {
        var ours = operation.errors().stream()
                .filter(error -> !NEWER_THAN_THE_SDK.contains(error)
                        && !NEWER_THAN_THE_SDK.contains(operation.name() + "." + error));

        assertThat(ours).containsExactlyInAnyOrderElementsOf(Objects.requireNonNull(declaredBySdk(operation)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void coverEveryRefusal(Operation operation) {
        for (var refusal : ServiceException.class.getPermittedSubclasses()) {
            var shape = refusal.getSimpleName();
            if (!OF_FLOWS.contains(shape)) {
                assertThat(DeclaredErrors.nearestDeclared(shape, operation))
                        .satisfiesAnyOf(
                                name -> assertThat(operation.errors()).contains(name),
                                name -> assertThat(operation.name() + " " + name)
                                        .isEqualTo(DOCUMENTED_ONLY),
                                name -> assertThat(OF_THE_PROTOCOL).contains(name));
            }
        }
    }

    @Test
    void coverBothServices() {
        assertThat(operations().map(Operation::name))
                .hasSizeGreaterThan(350)
                .contains("StartChatContact", "SendMessage", "UpdateContactRoutingData");
    }

    private static @Nullable Set<String> declaredBySdk(Operation operation) {
        return (operation.ofParticipantService() ? OF_PARTICIPANTS : OF_CONNECT).get(operation.name());
    }

    private static Map<String, Set<String>> throwsOf(Class<?> client, Class<?> base) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && method.getReturnType().getSimpleName().endsWith("Response")
                        && method.getParameterTypes()[0].getSimpleName().endsWith("Request"))
                .collect(Collectors.toMap(
                        method -> method.getParameterTypes()[0].getSimpleName().replaceFirst("Request$", ""),
                        method -> Arrays.stream(method.getExceptionTypes())
                                .filter(type -> type.getSuperclass() == base)
                                .map(Class::getSimpleName)
                                .filter(name -> !name.equals("InternalServiceException"))
                                .collect(Collectors.toSet())));
    }
}
