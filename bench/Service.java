import module java.base;
import module java.net.http;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service under test: the packaged jar, started as an operator would. */
record Service(Process process, Path log, String url, String instance, String flow, Signer signer)
        implements AutoCloseable {

    /** Options of the JVM, unless the run names others of their kind. The collector is that of bin/recontact. */
    static final List<String> OPTIONS = Map.of("-Xmx", "-Xmx512m", "GC", "-XX:+UseSerialGC").entrySet().stream()
            .filter(option -> !System.getenv("SERVICE_JAVA_OPTIONS").contains(option.getKey()))
            .map(Map.Entry::getValue)
            .toList();

    static final int ACTIVE_CHATS = 1_000_000_000;
    static final JsonMapper JSON = new JsonMapper();

    /** Goes straight to the service, whatever proxy the environment names. */
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private static final String INSTANCE = "00000000-0000-4000-8000-000000000001";
    private static final String FLOW = "00000000-0000-4000-8000-000000000002";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int START_PATIENCE = 240;

    private static final Map<String, String> SETTINGS = Map.of(
            "RECONTACT_LIMITS_ACTIVE_CHATS", "" + ACTIVE_CHATS, // no quota in the way of StartChatContact
            // Nobody connects to the chats of StartChatContact. Their expiry would load the service in later phases.
            "RECONTACT_LIMITS_CONNECT_WITHIN", "1d",
            "RECONTACT_RETENTION_FIRST_RUN_AFTER", "1d", // not in the middle of a phase
            "RECONTACT_SHUTDOWN_DRAIN", "0s", // there is no load balancer
            "JDK_JAVA_OPTIONS", System.getenv("SERVICE_JAVA_OPTIONS"));

    /** Starts the first service on a database. */
    static Service start(Run run, Path jar, String database) {
        return start(run, jar, database, INSTANCE, FLOW, Map.of());
    }

    /** Starts another node on the database of a service. */
    static Service startBeside(Service first, Run run, Path jar, String database) {
        return startBeside(first, run, jar, database, Map.of());
    }

    /** Starts another node with settings of its own, as environment variables. */
    static Service startBeside(Service first, Run run, Path jar, String database, Map<String, String> settings) {
        return start(run, jar, database, first.instance, first.flow, settings);
    }

    private static Service start(
            Run run, Path jar, String database, String instance, String flow, Map<String, String> settings) {
        var port = freePort();
        var url = "http://127.0.0.1:" + port;
        var credentials = AwsBasicCredentials.create("BENCH" + port, UUID.randomUUID().toString());
        var environment = new HashMap<>(SETTINGS);
        environment.putAll(settings);
        environment.put("SERVER_PORT", "" + port);
        environment.putAll(datasource(run, database));
        environment.put("RECONTACT_ACCESS_KEYS_0_ID", credentials.accessKeyId());
        environment.put("RECONTACT_ACCESS_KEYS_0_SECRET", credentials.secretAccessKey());
        environment.put("RECONTACT_FIRST_INSTANCE_ID", instance);
        environment.put("RECONTACT_FIRST_INSTANCE_FLOW_ID", flow);
        var log = run.directory().resolve(database + "_" + port + ".log");
        var process = Processes.startServer(environment, log, java("java"), OPTIONS, "-jar", jar);
        var service = run.cleanup().add(new Service(process, log, url, instance, flow, new Signer(url, credentials)));
        service.awaitReadiness();
        return service;
    }

    private static Map<String, String> datasource(Run run, String database) {
        var server = run.server();
        return Map.of(
                "SPRING_DATASOURCE_URL", server.jdbcUrl(database),
                "SPRING_DATASOURCE_USERNAME", server.user(),
                "SPRING_DATASOURCE_PASSWORD", server.password());
    }

    /** Starts the command that imports its standard input. */
    static Process startImport(Run run, Path jar, String database) {
        var environment = datasource(run, database);
        return Processes.start(
                environment, java("java"), OPTIONS, "-jar", jar, "import", "--instance-id=" + INSTANCE, "-");
    }

    long pid() {
        return process.pid();
    }

    Request sign(String method, String path, String body) {
        return signer.sign(method, path, body);
    }

    /** Sends a request; the answer must be a success. */
    JsonNode call(Request request) {
        try {
            var response = send(request);
            if (response.statusCode() != 200) {
                throw new Failure(
                        "%s %s is answered %d: %s",
                        request.method(), request.path(), response.statusCode(), response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new Failure("%s %s is not answered: %s", request.method(), request.path(), e);
        }
    }

    /** Returns the sum of a meter over its tags, as Prometheus reads it. */
    double meter(String name) {
        try {
            var page = send(new Request("GET", "/actuator/prometheus", Map.of(), "")).body();
            return page.lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new Failure("The meters of the service cannot be read: %s", e);
        }
    }

    /** Returns the path of a program of the JDK. */
    static Path java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program);
    }

    @Override
    public void close() {
        Processes.stop(process);
    }

    private HttpResponse<String> send(Request request) throws IOException {
        var sent = HttpRequest.newBuilder(URI.create(url + request.path()))
                .timeout(PATIENCE)
                .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, value) -> {
            if (!name.equals("Host")) { // the client sets it to the same value
                sent.header(name, value);
            }
        });
        try {
            return HTTP.send(sent.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts
        }
    }

    private void awaitReadiness() {
        var probe = new Request("GET", "/actuator/health/readiness", Map.of(), "");
        var deadline = System.nanoTime() + Duration.ofSeconds(START_PATIENCE).toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (send(probe).statusCode() == 200) {
                    return;
                }
            } catch (IOException _) { // it does not listen yet
            }
            Processes.sleep(200);
        }
        throw new Failure("The service does not start:%n%s", endOfLog());
    }

    private String endOfLog() {
        try {
            var text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 5000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Failure("No port is free: %s", e);
        }
    }
}
