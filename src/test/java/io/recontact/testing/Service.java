package io.recontact.testing;

import io.recontact.api.RealTime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.CreateParticipantResponse;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** The running service as its users see it, and its clock. */
@TestConfiguration(proxyBeanMethods = false)
public class Service {

    /** The access key that tests sign with. */
    public static final String KEY_ID = "RCNTTESTKEY";

    /** The secret of the access key. */
    public static final String KEY_SECRET = "a-secret-for-tests-only";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Bean
    @Primary
    @RealTime
    MutableClock testClock() {
        return new MutableClock();
    }

    @Bean
    @Lazy
    Calls calls(WebServerApplicationContext web, MutableClock clock) {
        return new Calls(URI.create("http://127.0.0.1:" + port(web)), clock);
    }

    @Bean
    @Lazy
    RawCalls rawCalls(WebServerApplicationContext web, MutableClock clock) {
        return new RawCalls(URI.create("http://127.0.0.1:" + port(web)), clock);
    }

    @Bean
    @Lazy
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    ContactCenter contactCenter(Calls calls, RawCalls raw, QueuedChats waiting) {
        return ContactCenter.open(calls, raw, waiting);
    }

    private static int port(WebServerApplicationContext web) {
        var server = web.getWebServer();
        if (server == null) {
            throw new IllegalStateException("The service has no port yet");
        }
        return server.getPort();
    }

    /** A client of the unmodified AWS SDK. It does not retry, so that tests see each answer. */
    public static ConnectClient client(URI endpoint, Clock clock, String keyId, String secret) {
        return client(endpoint, clock, keyId, secret, PATIENCE);
    }

    /** A client that waits this long for an answer. */
    @SuppressWarnings("deprecation") // what replaces the attribute is an authentication scheme of one's own
    public static ConnectClient client(URI endpoint, Clock clock, String keyId, String secret, Duration patience) {
        return ConnectClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
                .overrideConfiguration(settings -> settings.retryStrategy(strategy -> strategy.maxAttempts(1))
                        .apiCallTimeout(patience)
                        .putExecutionAttribute(
                                software.amazon.awssdk.auth.signer.AwsSignerExecutionAttribute.SIGNING_CLOCK, clock))
                .build();
    }

    /** A client of the participant service, which ignores signatures, so it sends none. */
    public static ConnectParticipantClient participantClient(URI endpoint) {
        return participantClient(endpoint, PATIENCE);
    }

    /** A client of the participant service that waits this long for an answer. */
    public static ConnectParticipantClient participantClient(URI endpoint, Duration patience) {
        return ConnectParticipantClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(settings -> settings.retryStrategy(strategy -> strategy.maxAttempts(1))
                        .apiCallTimeout(patience))
                .build();
    }

    /** Calls with valid defaults for everything that a test is not about. */
    public static final class Calls {

        private final URI endpoint;
        private final ConnectClient connect;
        private final ConnectParticipantClient participants;

        /** Creates calls of a service, or of nodes behind a balancer. */
        public Calls(URI endpoint, Clock clock) {
            this.endpoint = endpoint;
            this.connect = client(endpoint, clock, KEY_ID, KEY_SECRET);
            this.participants = participantClient(endpoint);
        }

        /** The URL of the service. */
        public URI endpoint() {
            return endpoint;
        }

        /** The client. */
        public ConnectClient connect() {
            return connect;
        }

        /** The client of the participant service. */
        public ConnectParticipantClient participants() {
            return participants;
        }

        /** A participant, by its token. */
        public Participant participant(String participantToken) {
            return Participant.connect(participants, participantToken);
        }

        /** A participant that has joined its chat, by its token. */
        public Participant joined(String participantToken) {
            return Participant.join(participants, participantToken);
        }

        /** The customer of a new chat. */
        public Participant customerOf(StartChatContactResponse chat) {
            return participant(chat.participantToken());
        }

        /** A new instance with its default flow. */
        public Tenant newTenant() {
            var instance = connect.createInstance(request -> request.identityManagementType("CONNECT_MANAGED")
                            .instanceAlias("i" + UUID.randomUUID().toString().replace("-", ""))
                            .inboundCallsEnabled(true)
                            .outboundCallsEnabled(false))
                    .id();
            return existing(instance);
        }

        /** An existing instance. */
        public Tenant existing(String instance) {
            var flow = connect.listContactFlows(request -> request.instanceId(instance))
                    .contactFlowSummaryList()
                    .getFirst()
                    .id();
            return new Tenant(connect, instance, flow);
        }
    }

    /** An instance and its default flow. */
    public record Tenant(ConnectClient connect, String instance, String flow) {

        /** A valid request of StartChatContact. */
        public StartChatContactRequest.Builder aChat() {
            return StartChatContactRequest.builder()
                    .instanceId(instance)
                    .contactFlowId(flow)
                    .participantDetails(details -> details.displayName("Ada"));
        }

        /** Starts a chat, with changes to the valid request. */
        public StartChatContactResponse start(Consumer<StartChatContactRequest.Builder> changes) {
            return connect.startChatContact(aChat().applyMutation(changes).build());
        }

        /** Starts a chat and returns its contact. */
        public String start() {
            return start(_ -> {}).contactId();
        }

        /** Starts a chat and stops it. */
        public String startAndStop() {
            var contact = start();
            stop(contact);
            return contact;
        }

        /** Creates a participant in a chat. */
        public CreateParticipantResponse invite(String contact, String role) {
            return connect.createParticipant(request -> request.instanceId(instance)
                    .contactId(contact)
                    .participantDetails(details -> details.participantRole(role)));
        }

        /** Creates a queue with a maximum of waiting contacts, and returns its id. */
        public String newQueue(String name, int maxContacts) {
            var hours = connect.listHoursOfOperations(request -> request.instanceId(instance))
                    .hoursOfOperationSummaryList()
                    .getFirst()
                    .id();
            return connect.createQueue(request -> request.instanceId(instance)
                            .name(name)
                            .hoursOfOperationId(hours)
                            .maxContacts(maxContacts))
                    .queueId();
        }

        /** Stops a contact. */
        public void stop(String contact) {
            connect.stopContact(request -> request.instanceId(instance).contactId(contact));
        }

        /** Describes a contact. */
        public Contact describe(String contact) {
            return connect.describeContact(
                            request -> request.instanceId(instance).contactId(contact))
                    .contact();
        }

        /** The attributes of a contact's session. */
        public Map<String, String> attributes(String contact) {
            return connect.getContactAttributes(
                            request -> request.instanceId(instance).initialContactId(contact))
                    .attributes();
        }
    }
}
