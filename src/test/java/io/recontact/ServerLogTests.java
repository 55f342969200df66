package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ServerLog;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateInstanceRequest;
import software.amazon.awssdk.services.connect.model.DirectoryType;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;

/** Requests that the service refuses in ordinary operation leave no ERROR in the log of PostgreSQL. */
@ServiceTest
@TestPropertySource(properties = "recontact.limits.active-chats=2")
class ServerLogTests {

    private final Service.Tenant tenant;
    private final ServerLog log;

    ServerLogTests(Service.Calls calls, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.log = new ServerLog(jdbc);
    }

    @Test
    void hasNoErrorWhenTheQuotaIsUsedUp() {
        tenant.start();
        tenant.start();

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> tenant.start(
                            chat -> chat.clientToken(UUID.randomUUID().toString())));
        }
        ConcurrentCalls.run(8, _ -> refused(tenant::start));

        assertThat(log.errors()).isEmpty();
    }

    @Test
    void hasNoErrorWhenANameIsTaken() {
        var connect = tenant.connect();
        var instance = tenant.instance();
        var alias = "a" + UUID.randomUUID();
        connect.createInstance(r -> instance(r, alias));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.createInstance(r -> instance(r, alias.toUpperCase(Locale.ROOT))));
        assertThatExceptionOfType(DuplicateResourceException.class)
                .isThrownBy(() -> connect.createSecurityProfile(
                        r -> r.instanceId(instance).securityProfileName("Agent")));
        var created = ConcurrentCalls.run(
                8,
                _ -> refused(() -> connect.createSecurityProfile(
                        r -> r.instanceId(instance).securityProfileName("Only one"))));

        assertThat(created).as("refusals of one name").containsOnlyOnce(false);
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void hasNoErrorWhenAClientTokenIsUsedAgain() {
        var token = UUID.randomUUID().toString();

        var contacts = ConcurrentCalls.run(
                8, _ -> tenant.start(chat -> chat.clientToken(token)).contactId());

        assertThat(contacts).containsOnly(contacts.getFirst());
        assertThat(log.errors()).isEmpty();
    }

    private static void instance(CreateInstanceRequest.Builder request, String alias) {
        request.identityManagementType(DirectoryType.CONNECT_MANAGED)
                .instanceAlias(alias)
                .inboundCallsEnabled(true)
                .outboundCallsEnabled(true);
    }

    private static boolean refused(Runnable request) {
        try {
            request.run();
            return false;
        } catch (ConnectException _) {
            return true; // the tests count the refusals
        }
    }
}
