package io.recontact.junit;

import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** A running Recontact, and clients of it. */
public final class Recontact {

    private final URI endpoint;
    private final Region region;
    private final AwsBasicCredentials accessKey;
    private final ConnectClient connect;
    private final ConnectParticipantClient participants;
    private final AgentApi agents;
    private final TestControls controls;

    private Recontact(URI endpoint, Region region, AwsBasicCredentials accessKey) {
        this.endpoint = endpoint;
        this.region = region;
        this.accessKey = accessKey;
        this.connect = configure(ConnectClient.builder()).build();
        this.participants = configure(ConnectParticipantClient.builder()).build();
        this.agents = new AgentApi(endpoint, region, accessKey);
        this.controls = new TestControls(endpoint);
    }

    /**
     * Returns the service that all tests of this JVM use. The first call starts it, with an empty database; it ends
     * with the JVM.
     *
     * @throws IllegalStateException if it does not start
     */
    public static Recontact shared() {
        return Shared.SERVICE;
    }

    /**
     * Returns clients of a service that something else runs, such as a container, for the region {@code us-east-1}.
     *
     * @param endpoint the URL of the service
     * @param accessKeyId the id of an access key that may use all instances
     * @param secretAccessKey the secret of that key
     */
    public static Recontact at(URI endpoint, String accessKeyId, String secretAccessKey) {
        return at(endpoint, Region.US_EAST_1.id(), accessKeyId, secretAccessKey);
    }

    /**
     * Returns clients of a service that something else runs, such as a container.
     *
     * @param endpoint the URL of the service
     * @param region the region to sign requests for: the setting {@code recontact.region} of the service, or any
     *     without it
     * @param accessKeyId the id of an access key that may use all instances
     * @param secretAccessKey the secret of that key
     */
    public static Recontact at(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
        return new Recontact(endpoint, Region.of(region), AwsBasicCredentials.create(accessKeyId, secretAccessKey));
    }

    static Recontact of(ServiceProcess process) {
        return at(process.endpoint(), process.region(), process.accessKeyId(), process.secretAccessKey());
    }

    /** Returns the URL of the service. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns the region to sign requests for. */
    public Region region() {
        return region;
    }

    /** Returns the id of the access key. */
    public String accessKeyId() {
        return accessKey.accessKeyId();
    }

    /** Returns the secret of the access key. */
    public String secretAccessKey() {
        return accessKey.secretAccessKey();
    }

    /** Returns a client of the Amazon Connect API. */
    public ConnectClient connect() {
        return connect;
    }

    /** Returns a client of the Amazon Connect Participant API. */
    public ConnectParticipantClient participants() {
        return participants;
    }

    /** Returns the test controls, which are on in the service of {@link #shared()}. */
    public TestControls controls() {
        return controls;
    }

    /** Sets endpoint, region and credentials of a client of the AWS SDK. */
    public <B extends AwsClientBuilder<B, C>, C> B configure(B builder) {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(accessKey);
        return builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials);
    }

    /** Creates an instance with a flow that puts chats into its queue. */
    public ContactCenter newContactCenter() {
        var alias = "test-" + UUID.randomUUID();
        var instance = connect.createInstance(request -> request.identityManagementType("CONNECT_MANAGED")
                        .instanceAlias(alias)
                        .inboundCallsEnabled(true)
                        .outboundCallsEnabled(true))
                .id();
        return ContactCenter.create(this, instance);
    }

    /**
     * Returns an instance that a seed has declared. Its chats start with the flow of this name.
     *
     * @throws java.util.NoSuchElementException if there is no such instance, flow or queue
     */
    public ContactCenter contactCenter(String instanceAlias, String contactFlow, String queue) {
        var instance = connect.listInstancesPaginator(request -> {}).instanceSummaryList().stream()
                .filter(summary -> instanceAlias.equals(summary.instanceAlias()))
                .findFirst()
                .orElseThrow()
                .id();
        return ContactCenter.existing(this, instance, contactFlow, queue);
    }

    AgentApi agents() {
        return agents;
    }

    /** Starts the service when the class is initialized, which happens once. */
    private static final class Shared {
        static final Recontact SERVICE = of(ServiceProcess.start(ServiceSettings.ofSystem()));
    }
}
