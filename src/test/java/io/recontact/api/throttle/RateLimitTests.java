package io.recontact.api.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.recontact.api.Operation;
import io.recontact.api.Operations;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.model.ThrottlingException;
import software.amazon.awssdk.services.connect.model.TooManyRequestsException;

/** "API TPS throttling returns a TooManyRequests exception"; other operations declare ThrottlingException. */
@ServiceTest
@TestPropertySource(properties = "recontact.limits.rates=StartChatContact=0.5/4,DescribeContact=0.5/3")
class RateLimitTests {

    private final Service.Tenant tenant;
    private final JdbcClient jdbc;
    private final Operations operations;

    RateLimitTests(Service.Calls calls, JdbcClient jdbc, Operations operations) {
        this.operations = operations;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
        jdbc.sql("delete from rate_bucket").update();
    }

    @AfterEach
    void emptyBuckets() {
        jdbc.sql("delete from rate_bucket").update();
    }

    @Test
    void allowsABurstThenRefuses() {
        for (int i = 0; i < 4; i++) {
            tenant.start();
        }

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(tenant::start)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(429));
    }

    @Test
    void usesThrottlingExceptionWhereTheModelDeclaresIt() {
        var contact = tenant.start();
        for (int i = 0; i < 3; i++) {
            tenant.describe(contact);
        }

        assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> tenant.describe(contact));
    }

    @Test
    void doesNotLimitOtherOperations() {
        for (int i = 0; i < 20; i++) {
            tenant.connect().listInstances(_ -> {});
        }
    }

    @Test
    void hasTheDefaultsOfTheCloudService() {
        var rates = new RateLimitProperties("aws,DescribeContact=100/200").parsed();

        assertThat(rates.of(operation("StartChatContact"))).contains(new Rate(5, 8));
        assertThat(rates.of(operation("DescribeContact"))).contains(new Rate(100, 200));
        assertThat(rates.of(operation("CreateInstance")))
                .as("all other operations")
                .contains(new Rate(2, 5));
        var upload = operations.find("PUT", "/participant/attachments/x").orElseThrow();
        assertThat(rates.of(upload)).as("what the cloud service does not limit").isEmpty();
        assertThat(new RateLimitProperties("off").parsed().of(operation("StartChatContact")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" off", "off ", " aws , DescribeContact=1/1 ", "AWS, DescribeContact=1/1"})
    void acceptsSpacesAroundEntries(String rates) {
        assertThat(new RateLimitProperties(rates)
                        .parsed()
                        .of(operation("StartChatContact"))
                        .isPresent())
                .isEqualTo(!rates.strip().equals("off"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "StartChatContact=5", "StartChatContact=0/5", "StartChatContact=5/0", "aws;off"})
    void refusesInvalidSettings(String rates) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimitProperties(rates));
    }

    private static Operation operation(String name) {
        return new Operation(name, "POST", List.of(), Set.of(), Set.of());
    }
}
