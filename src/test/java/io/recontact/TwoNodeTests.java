package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.LimitedServiceTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ThrottlingException;

/** Two nodes on one database: each sees the answered calls of the other, and races between them have one winner. */
@LimitedServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodeTests {

    private static final int QUOTA = LimitedServiceTest.ACTIVE_CHATS;

    private final Service.Calls calls;
    private final Environment environment;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private ConfigurableApplicationContext other;
    private ConnectClient otherNode;

    @SuppressWarnings("NullAway") // the other node starts before the first test
    TwoNodeTests(Service.Calls calls, Environment environment, MutableClock clock, JdbcClient jdbc) {
        this.calls = calls;
        this.environment = environment;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void startTheOtherNode() {
        other = Node.inThisJvm(environment, List.of(LimitedServiceTest.QUOTA, LimitedServiceTest.RATES));
        otherNode = Service.client(Node.endpointOf(other), clock, Service.KEY_ID, Service.KEY_SECRET);
    }

    @AfterAll
    void stopTheOtherNode() {
        otherNode.close();
        other.close();
    }

    private Service.Tenant onTheOtherNode(Service.Tenant tenant) {
        return new Service.Tenant(otherNode, tenant.instance(), tenant.flow());
    }

    @Test
    void createOnlyOneFirstInstance() {
        assertThat(jdbc.sql("select count(*) from instance where alias = 'recontact'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void readEachOthersWrites() {
        var here = calls.newTenant();
        var there = onTheOtherNode(here);
        for (int i = 0; i < 10; i++) {
            var contact = here.start();
            assertThat(there.describe(contact).id()).isEqualTo(contact);
            there.stop(contact);
            assertThat(here.describe(contact).disconnectReason()).isEqualTo("API");
            var resumed = here.start(chat ->
                    chat.persistentChat(p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(contact)));
            assertThat(there.describe(resumed.contactId()).relatedContactId()).isEqualTo(contact);
        }
        here.connect().deleteInstance(r -> r.instanceId(here.instance()));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(there::start);
    }

    @Test
    void giveConcurrentDuplicatesOneAnswer() {
        var here = calls.newTenant();
        var there = onTheOtherNode(here);
        var token = UUID.randomUUID().toString();

        var answers = ConcurrentCalls.run(30, i -> (i % 2 == 0 ? here : there).start(chat -> chat.clientToken(token)));

        assertThat(new HashSet<>(answers.stream()
                        .map(answer -> answer.contactId() + answer.participantToken())
                        .toList()))
                .hasSize(1);
    }

    @Test
    void enforceOneQuota() {
        var here = calls.newTenant();
        var there = onTheOtherNode(here);

        var admitted = ConcurrentCalls.run(30, i -> {
            int mine = 0;
            for (int n = 0; n < 3; n++) {
                try {
                    (i % 2 == 0 ? here : there).start();
                    mine++;
                } catch (LimitExceededException _) {
                    // the quota is used up
                }
            }
            return mine;
        });

        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(QUOTA);
    }

    @Test
    void enforceOneRate() {
        var here = calls.newTenant();
        var there = onTheOtherNode(here);
        jdbc.sql("delete from rate_bucket").update();

        var admitted = ConcurrentCalls.run(20, i -> {
            try {
                (i % 2 == 0 ? here : there)
                        .connect()
                        .createContactFlow(r -> r.instanceId(here.instance())
                                .name("flow " + i)
                                .type("CONTACT_FLOW")
                                .status("SAVED")
                                .content("{}"));
                return true;
            } catch (ThrottlingException _) {
                return false; // above the rate
            }
        });

        assertThat(admitted.stream().filter(yes -> yes)).hasSize(6);
    }

    @Test
    void letOneOfTwoConcurrentStopsWin() {
        var here = calls.newTenant();
        var there = onTheOtherNode(here);
        for (int n = 0; n < 10; n++) {
            var contact = here.start();
            var stopped = ConcurrentCalls.run(2, i -> {
                try {
                    (i == 0 ? here : there).stop(contact);
                    return true;
                } catch (ContactNotFoundException _) {
                    return false; // the other was first
                }
            });
            assertThat(stopped).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void loseNoConcurrentUpdate() {
        var here = calls.newTenant();
        var there = onTheOtherNode(here);
        var contact = here.start();

        ConcurrentCalls.run(20, i -> {
            (i % 2 == 0 ? here : there)
                    .connect()
                    .updateContactAttributes(r -> r.instanceId(here.instance())
                            .initialContactId(contact)
                            .attributes(Map.of("k" + i, "v")));
            return i;
        });

        assertThat(there.attributes(contact)).hasSize(20);
    }
}
