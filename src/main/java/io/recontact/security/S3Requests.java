package io.recontact.security;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Requests for the objects of a bucket in S3, or in a store with its API. The bucket is the first segment of the path,
 * which every such store understands.
 */
public final class S3Requests {

    private static final String TERMINATOR = "aws4_request";

    /** The SHA-256 of an empty body. */
    private static final String HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SigningKeys signingKeys = new SigningKeys();
    private final URI endpoint;
    private final String bucket;
    private final String region;
    private final AccessKey key;

    /**
     * Creates the requests for a bucket.
     *
     * @param endpoint the URL of the store, which may have a path, but no query
     * @throws IllegalArgumentException if the id of the key has characters that a signature cannot contain
     */
    public S3Requests(URI endpoint, String bucket, String region, String accessKeyId, String secretAccessKey) {
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.region = region;
        this.key = new AccessKey(accessKeyId, secretAccessKey, Set.of(), false);
    }

    /**
     * Returns a signed PutObject.
     *
     * @param object the key of the object, which does not begin with a slash
     * @param bodyHash the SHA-256 of the body in hexadecimal
     */
    public HttpRequest put(String object, String contentType, BodyPublisher body, String bodyHash, Instant now) {
        return request("PUT", object, Map.of("content-type", List.of(contentType)), body, bodyHash, now);
    }

    /**
     * Returns a signed DeleteObject.
     *
     * @param object the key of the object, which does not begin with a slash
     */
    public HttpRequest delete(String object, Instant now) {
        return request("DELETE", object, Map.of(), BodyPublishers.noBody(), HASH_OF_NOTHING, now);
    }

    private HttpRequest request(
            String method,
            String object,
            Map<String, List<String>> headers,
            BodyPublisher body,
            String bodyHash,
            Instant now) {
        var url = url(object);
        var signed = new TreeMap<>(headers);
        signed.put("host", List.of(host(url)));
        signed.put("x-amz-content-sha256", List.of(bodyHash));
        signed.put("x-amz-date", List.of(SigningTime.text(now)));
        var credential = new Credential(key.id(), SigningTime.day(now), region, CanonicalRequest.S3, TERMINATOR);
        var canonical =
                new CanonicalRequest(method, url.getRawPath(), CanonicalQueryString.parse(null), signed, bodyHash);
        var signature = signingKeys.sign(key, credential, canonical.stringToSign(now, credential));
        var request = HttpRequest.newBuilder(url).method(method, body);
        signed.forEach((name, values) -> {
            if (!name.equals("host")) { // the client adds it
                request.header(name, values.getFirst());
            }
        });
        return request.header(
                        "Authorization",
                        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                                .formatted(
                                        CanonicalRequest.ALGORITHM,
                                        credential.keyId(),
                                        credential.scope(),
                                        String.join(";", signed.keySet()),
                                        signature))
                .build();
    }

    private URI url(String object) {
        var base = endpoint.toString();
        var path = Arrays.stream((bucket + "/" + object).split("/", -1))
                .map(PercentEncoding::encode)
                .collect(Collectors.joining("/"));
        return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
    }

    /** The client leaves out the default port, so the signature does as well. */
    private static String host(URI url) {
        int defaultPort = url.getScheme().equals("https") ? 443 : 80;
        return url.getPort() == -1 || url.getPort() == defaultPort
                ? url.getHost()
                : url.getHost() + ":" + url.getPort();
    }
}
