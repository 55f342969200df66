package io.recontact.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;

/** A client of the agent API, which the AWS SDK does not have: docs/agent-v1.yaml. */
final class AgentApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Set<String> HEADERS_OF_HTTP_CLIENT = Set.of("host", "content-length");

    private final HttpClient http = HttpClient.newHttpClient();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final URI endpoint;
    private final Region region;
    private final AwsBasicCredentials accessKey;

    AgentApi(URI endpoint, Region region, AwsBasicCredentials accessKey) {
        this.endpoint = endpoint;
        this.region = region;
        this.accessKey = accessKey;
    }

    /** Waits a second for offers, and returns their contacts. */
    List<String> offers(String instance, String user) {
        return call(SdkHttpMethod.GET, "/agent/v1/instances/%s/agents/%s/offers?wait=1".formatted(instance, user))
                .field("Offers")
                .orElseThrow()
                .asArray()
                .stream()
                .map(offer -> offer.field("ContactId").orElseThrow().asString())
                .toList();
    }

    /** Accepts an offer and returns the participant token. */
    String accept(String instance, String user, String contact) {
        return call(
                        SdkHttpMethod.POST,
                        "/agent/v1/instances/%s/agents/%s/contacts/%s/accept".formatted(instance, user, contact))
                .field("ParticipantToken")
                .orElseThrow()
                .asString();
    }

    private JsonNode call(SdkHttpMethod method, String path) {
        var uri = URI.create(endpoint + path);
        var request =
                HttpRequest.newBuilder(uri).timeout(TIMEOUT).method(method.name(), HttpRequest.BodyPublishers.noBody());
        sign(method, uri).forEachHeader((name, values) -> {
            if (!HEADERS_OF_HTTP_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s %s: HTTP status %d: %s".formatted(method, path, response.statusCode(), response.body()));
            }
            return JsonNode.parser().parse(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: %s %s".formatted(method, path), e);
        }
    }

    private SdkHttpRequest sign(SdkHttpMethod method, URI uri) {
        return signer.sign(request -> request.identity(accessKey)
                        .request(
                                SdkHttpRequest.builder().method(method).uri(uri).build())
                        .payload(ContentStreamProvider.fromByteArray(new byte[0]))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "connect")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
                .request();
    }
}
