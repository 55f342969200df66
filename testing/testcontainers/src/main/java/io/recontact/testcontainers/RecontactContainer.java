package io.recontact.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A container of the service, with a container of PostgreSQL for it unless another database is given. Each start begins
 * with an empty database.
 */
public class RecontactContainer extends GenericContainer<RecontactContainer> {

    /** The name that docs/testing.md gives the image when it builds it; no registry has it. */
    public static final String DEFAULT_IMAGE = "recontact";

    /** The image of the database. */
    public static final String DATABASE_IMAGE = "postgres:18-alpine";

    /** The port of both APIs in the container. */
    public static final int PORT = 8080;

    private static final String DEFAULT_REGION = "us-east-1";
    private static final String DATABASE_HOST = "database";
    private static final String SEED_FOLDER = "/seed";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration CLOCK_TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern JOBS_RUN = Pattern.compile("\"JobsFinished\"\\s*:\\s*false");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private String accessKeyId = "RCNTTESTCONTAINERS";
    private String secretAccessKey = UUID.randomUUID().toString();
    private @Nullable PostgreSQLContainer database;
    private boolean hasDatabase;

    /** Creates a container of the image {@value #DEFAULT_IMAGE}. */
    public RecontactContainer() {
        this(DEFAULT_IMAGE);
    }

    /** Creates a container of an image. */
    public RecontactContainer(String imageName) {
        this(DockerImageName.parse(imageName));
    }

    /** Creates a container of an image. */
    @SuppressWarnings("this-escape") // of Testcontainers, whose methods change nothing but fields
    public RecontactContainer(DockerImageName imageName) {
        super(imageName);
        addExposedPort(PORT);
        waitingFor(Wait.forHttp("/actuator/health/readiness")
                .forPort(PORT)
                .forStatusCode(200)
                .withStartupTimeout(START_TIMEOUT));
    }

    /**
     * Declares instances: docs/seed.md.
     *
     * @param seed a file, or a folder of files with the content of flows in subfolders
     */
    public RecontactContainer withSeed(Path seed) {
        return withSeed(MountableFile.forHostPath(seed));
    }

    /** Declares instances by a file or folder, such as {@code MountableFile.forClasspathResource("seed.yaml")}. */
    public RecontactContainer withSeed(MountableFile seed) {
        var path = Path.of(seed.getFilesystemPath());
        var name = path.getFileName();
        // The extension of a file says how to read it.
        var target = path.toFile().isDirectory() ? SEED_FOLDER : SEED_FOLDER + "/" + name;
        return withCopyFileToContainer(seed, target).withSetting("recontact.seed", target);
    }

    /**
     * Sets the key pair that clients sign with, which may use all instances. Without it, the container has a random
     * one.
     */
    public RecontactContainer withAccessKey(String accessKeyId, String secretAccessKey) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        return this;
    }

    /**
     * Sets a setting of the service. Of several values, the last counts.
     *
     * @param name the name in docs/settings.md, such as {@code recontact.routing.offer-within}
     */
    public RecontactContainer withSetting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Switches the test controls on: docs/test-controls.md. Everyone who reaches the port can then use them. */
    public RecontactContainer withTestControls() {
        return withSetting("recontact.test-controls.enabled", "true")
                .withSetting("recontact.test-controls.remote", "true");
    }

    /** Uses another database than the one that the container would start, at a URL that the container can reach. */
    public RecontactContainer withDatabase(String jdbcUrl, String username, String password) {
        hasDatabase = true;
        return withEnv("SPRING_DATASOURCE_URL", jdbcUrl)
                .withEnv("SPRING_DATASOURCE_USERNAME", username)
                .withEnv("SPRING_DATASOURCE_PASSWORD", password);
    }

    /** Returns the URL of both APIs for clients outside of the container's network. */
    public URI getEndpoint() {
        return URI.create("http://%s:%d".formatted(getHost(), getMappedPort(PORT)));
    }

    /** Returns the region to sign requests for: the setting {@code recontact.region}. */
    public String getRegion() {
        var region = settings.getOrDefault("recontact.region", getEnvMap().getOrDefault("RECONTACT_REGION", ""));
        return region.isBlank() ? DEFAULT_REGION : region;
    }

    /** Returns the id of the access key. */
    public String getAccessKeyId() {
        return accessKeyId;
    }

    /** Returns the secret of the access key. */
    public String getSecretAccessKey() {
        return secretAccessKey;
    }

    /**
     * Moves the clock of the service forward. When the method returns, the jobs of the service have run: they end
     * chats, take offers back and delete expired chats. Flows, and deliveries to your endpoints, run on after that;
     * wait for their effects. Needs {@link #withTestControls()}.
     *
     * @param by a {@link Duration} or a {@link java.time.Period}
     * @throws IllegalStateException if the answer is an error, or if jobs still run after ten seconds; the clock has
     *     moved then
     */
    public void advanceClock(TemporalAmount by) {
        var request = HttpRequest.newBuilder(getEndpoint().resolve("/test-controls/v1/clock/advance"))
                .timeout(CLOCK_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"By\": \"%s\"}".formatted(by)))
                .build();
        try {
            var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The clock was not moved: HTTP status %d: %s"
                        .formatted(response.statusCode(), response.body()));
            }
            if (JOBS_RUN.matcher(response.body()).find()) {
                throw new IllegalStateException(
                        "The clock was moved, but jobs of the service still run: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the clock was moved", e);
        }
    }

    @Override
    protected void configure() {
        // Environment variables, since others can read the arguments of a process.
        withEnv("RECONTACT_ACCESS_KEYS_0_ID", accessKeyId);
        withEnv("RECONTACT_ACCESS_KEYS_0_SECRET", secretAccessKey);
        withEnv("RECONTACT_SHUTDOWN_DRAIN", "0s");
        setCommand(settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new));
        if (!hasDatabase) {
            startDatabase();
        }
    }

    private void startDatabase() {
        if (getNetwork() == null) {
            withNetwork(Network.newNetwork());
        }
        var postgres = new PostgreSQLContainer(DATABASE_IMAGE)
                .withNetwork(getNetwork())
                .withNetworkAliases(DATABASE_HOST)
                .withDatabaseName("recontact");
        postgres.start();
        database = postgres;
        withEnv("SPRING_DATASOURCE_URL", "jdbc:postgresql://%s/recontact".formatted(DATABASE_HOST));
        withEnv("SPRING_DATASOURCE_USERNAME", postgres.getUsername());
        withEnv("SPRING_DATASOURCE_PASSWORD", postgres.getPassword());
    }

    @Override
    public void stop() {
        super.stop();
        if (database != null) {
            database.stop();
            database = null;
        }
    }
}
