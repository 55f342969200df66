package io.recontact.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID provider. It signs everybody in as the subject that the test names. */
public final class OpenIdProvider implements AutoCloseable {

    /** The client that it knows. */
    public static final String CLIENT = "recontact";

    /** The secret of the client. */
    public static final String SECRET = "a secret of the client: 100%";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final RSAKey key = newKey();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile RSAKey signingKey = key;
    private volatile Clock clock = Clock.systemUTC();
    private volatile Consumer<JWTClaimsSet.Builder> claims = _ -> {};

    /** Starts it on a free port. */
    public OpenIdProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, configuration()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Dates tokens by a clock. */
    void use(Clock other) {
        clock = other;
    }

    /** Its URL. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Names the subject of the next ID tokens. */
    public void signInAs(String subject) {
        issue(token -> token.subject(subject));
    }

    /** Changes the valid claims of the next ID tokens. */
    public void issue(Consumer<JWTClaimsSet.Builder> changes) {
        claims = changes;
        signingKey = key;
    }

    /** Signs the next ID tokens with a key that it does not publish. */
    public void signWithAnotherKey() {
        signingKey = newKey();
    }

    private Map<String, Object> configuration() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"});
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var request = parameters(exchange.getRequestURI().getRawQuery());
        if (!CLIENT.equals(request.get("client_id")) || !"code".equals(request.get("response_type"))) {
            answer(exchange, 400, Map.of());
            return;
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, request);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        "%s?code=%s&state=%s"
                                .formatted(
                                        request.get("redirect_uri"),
                                        code,
                                        URLEncoder.encode(request.getOrDefault("state", ""), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        var request = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var authorized = codes.remove(request.getOrDefault("code", ""));
        var credentials = "%s:%s".formatted(CLIENT, URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
        var isClient = ("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (authorized == null
                || !isClient
                || !Objects.equals(authorized.get("redirect_uri"), request.get("redirect_uri"))
                || !hash(request.getOrDefault("code_verifier", "")).equals(authorized.get("code_challenge"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        answer(
                exchange,
                200,
                Map.of(
                        "access_token",
                        "nobody-uses-it",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        idToken(authorized)));
    }

    private String idToken(Map<String, String> authorized) {
        var now = clock.instant();
        var token = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("nobody")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("nonce", authorized.get("nonce"));
        claims.accept(token);
        var signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(), token.build());
        try {
            signed.sign(new RSASSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return signed.serialize();
    }

    private static String hash(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
