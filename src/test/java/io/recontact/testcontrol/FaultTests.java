package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Service;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.InternalServiceException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ThrottlingException;
import software.amazon.awssdk.services.connectparticipant.model.InternalServerException;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

@TestControlTest
class FaultTests {

    private final TestControls controls;
    private final Service.Calls calls;

    FaultTests(TestControls controls, Service.Calls calls) {
        this.controls = controls;
        this.calls = calls;
    }

    @AfterEach
    void removeFaults() {
        controls.removeFaults();
    }

    @Test
    void theSdkSeesThrottlingAndItsRetrySucceeds() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        controls.fault("""
                {"Operation": "DescribeQueue", "Type": "THROTTLING", "Times": 1}""");
        controls.fault("""
                {"Operation": "GetContactAttributes", "Type": "THROTTLING", "Times": 3}""");

        assertThat(tenant.describe(contact)).as("another operation").isNotNull();
        assertThatThrownBy(() -> tenant.connect()
                        .describeQueue(r -> r.instanceId(tenant.instance()).queueId(contact)))
                .isInstanceOf(ThrottlingException.class);
        try (var patient = ConnectClient.builder()
                .endpointOverride(calls.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Service.KEY_ID, Service.KEY_SECRET)))
                .overrideConfiguration(settings -> settings.retryStrategy(strategy -> strategy.maxAttempts(4)))
                .build()) {
            assertThat(patient.getContactAttributes(
                                    r -> r.instanceId(tenant.instance()).initialContactId(contact))
                            .attributes())
                    .isEmpty();
        }
        assertThat(controls.call("GET", "/faults", "").path("Faults"))
                .as("used up")
                .isEmpty();
    }

    @Test
    void theSdkSeesDeclaredErrorsAndFailures() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        controls.fault("""
                {"Operation": "DescribeContact", "Type": "ERROR", "Error": "ResourceNotFoundException", "Times": 1}""");
        controls.fault("""
                {"Operation": "DescribeContact", "Type": "ERROR", "Times": 1}""");

        assertThatThrownBy(() -> tenant.describe(contact))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(404));
        assertThatThrownBy(() -> tenant.describe(contact))
                .isInstanceOfSatisfying(
                        InternalServiceException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(500));
        assertThat(tenant.describe(contact).id()).isEqualTo(contact);
    }

    @Test
    void participantsMeetFaultsOfTheirInstanceOnly() {
        var tenant = calls.newTenant();
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var bystander = calls.customerOf(calls.newTenant().start(_ -> {}));
        controls.fault("""
                {"Operation": "SendMessage", "Type": "ERROR", "Error": "ValidationException", "InstanceId": "%s"}""".formatted(tenant.instance()));

        bystander.say("Hello");
        assertThatThrownBy(() -> customer.say("Hello")).isInstanceOf(ValidationException.class);

        controls.removeFaults();
        controls.fault("""
                {"Operation": "*", "Type": "ERROR", "InstanceId": "%s"}""".formatted(tenant.instance()));
        assertThatThrownBy(() -> customer.say("Hello")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(tenant::start)
                .as("its instance is in the body")
                .isInstanceOf(InternalServiceException.class);
        bystander.say("Hello again");
    }

    @Test
    void requestsWaitAndSucceed() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        controls.fault("""
                {"Operation": "DescribeContact", "Type": "LATENCY", "Delay": "PT0.6S", "Times": 1}""");

        var began = System.nanoTime();
        tenant.describe(contact);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(590));
    }

    @Test
    void aLostRequestDoesNothingAndALostAnswerDoesTheWork() {
        var tenant = calls.newTenant();
        var customer = calls.customerOf(tenant.start(_ -> {}));
        controls.fault("""
                {"Operation": "SendMessage", "Type": "LOST_REQUEST", "Times": 1}""");
        controls.fault("""
                {"Operation": "SendMessage", "Type": "LOST_ANSWER", "Times": 1}""");

        assertThatThrownBy(() -> customer.say("lost")).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> customer.say("done")).isInstanceOf(SdkClientException.class);
        customer.say("answered");

        assertThat(customer.everything())
                .extracting(item -> item.content())
                .contains("done", "answered")
                .doesNotContain("lost");
    }

    @Test
    void aShareOfRequestsMeetsAFault() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        controls.fault("""
                {"Operation": "DescribeContact", "Type": "THROTTLING", "Probability": 0.5}""");

        var refused = IntStream.range(0, 100)
                .filter(_ -> {
                    try {
                        tenant.describe(contact);
                        return false;
                    } catch (ConnectException _) {
                        return true; // it met the fault
                    }
                })
                .count();

        // Fails once in 10^17 runs.
        assertThat(refused).isBetween(10L, 90L);
    }

    @Test
    void aFaultEndsAfterItsTime() {
        var tenant = calls.newTenant();
        var contact = tenant.start();
        controls.fault("""
                {"Operation": "DescribeContact", "Type": "THROTTLING", "ActiveFor": "PT1S"}""");

        assertThatThrownBy(() -> tenant.describe(contact)).isInstanceOf(ThrottlingException.class);
        await().ignoreExceptions().until(() -> tenant.describe(contact) != null);
    }

    @Test
    void oneFaultCanBeRemoved() {
        var id = controls.fault("""
                {"Operation": "ListInstances", "Type": "THROTTLING"}""");
        assertThatThrownBy(() -> calls.connect().listInstances(_ -> {})).isInstanceOf(ConnectException.class);

        controls.call("DELETE", "/faults/" + id, "");

        assertThat(calls.connect().listInstances(_ -> {}).instanceSummaryList()).isNotEmpty();
        assertThat(controls.send("DELETE", "/faults/" + id, "").statusCode()).isEqualTo(404);
        assertThat(controls.send("DELETE", "/faults/1", "").body()).contains("FaultId is not a UUID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Type\": \"LATENCY\"} | Operation is required",
                "{\"Operation\": \"StopContact\"} | Type is required",
                "{\"Operation\": \"StopContact\", \"Type\": \"FLOOD\"} | Type is not one of the values it may have",
                "{\"Operation\": \"StopContacts\", \"Type\": \"THROTTLING\"} | Operation StopContacts does not exist",
                "{\"Operation\": \"StopContact\", \"Type\": \"LATENCY\"} | Delay is for faults of the type LATENCY, which need it",
                "{\"Operation\": \"StopContact\", \"Type\": \"LATENCY\", \"Delay\": \"1s\"} | Delay is not an ISO 8601 duration",
                "{\"Operation\": \"StopContact\", \"Type\": \"LATENCY\", \"Delay\": \"PT1H\"} | Delay must be above zero and at most PT5M",
                "{\"Operation\": \"StopContact\", \"Type\": \"ERROR\", \"Error\": \"ConflictException\"} | Error ConflictException is none that StopContact declares",
                "{\"Operation\": \"*\", \"Type\": \"ERROR\", \"Error\": \"ConflictException\"} | Error of all operations can only be InternalServiceException",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"Error\": \"ConflictException\"} | Error is for faults of the type ERROR only",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"Times\": 0} | Times:",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"Probability\": 0} | Probability:",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"Probability\": 2} | Probability:",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"ActiveFor\": \"-PT1S\"} | ActiveFor must be above zero",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"InstanceId\": \"1\"} | at InstanceId",
                "{\"Operation\": \"*\", \"Type\": \"THROTTLING\", \"Time\": 3} | Time is not a member of this request",
            })
    void refusesWithAReason(String body, String message) {
        var answer = controls.send("POST", "/faults", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(controls.call("GET", "/faults", "").path("Faults")).isEmpty();
    }
}
