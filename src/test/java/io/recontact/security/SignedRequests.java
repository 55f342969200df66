package io.recontact.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests signed by the AWS SDK, as a server receives them. Each method changes one part of a valid request. */
record SignedRequests(
        String keyId,
        String secret,
        String service,
        String region,
        Instant at,
        @Nullable Duration lifetime) {

    static SignedRequests by(AccessKey key, Instant at) {
        return new SignedRequests(key.id(), key.secret(), "connect", "eu-central-1", at, null);
    }

    SignedRequests withKeyId(String id) {
        return new SignedRequests(id, secret, service, region, at, lifetime);
    }

    SignedRequests withSecret(String other) {
        return new SignedRequests(keyId, other, service, region, at, lifetime);
    }

    SignedRequests forService(String other) {
        return new SignedRequests(keyId, secret, other, region, at, lifetime);
    }

    SignedRequests forRegion(String other) {
        return new SignedRequests(keyId, secret, service, other, at, lifetime);
    }

    SignedRequests at(Instant other) {
        return new SignedRequests(keyId, secret, service, region, other, lifetime);
    }

    SignedRequests presignedFor(Duration time) {
        return new SignedRequests(keyId, secret, service, region, at, time);
    }

    MockHttpServletRequest get(String uri) {
        return sign(SdkHttpMethod.GET, uri, "", _ -> {});
    }

    MockHttpServletRequest put(String uri, String body) {
        return sign(SdkHttpMethod.PUT, uri, body, _ -> {});
    }

    MockHttpServletRequest sign(
            SdkHttpMethod method, String uri, String body, Consumer<SdkHttpRequest.Builder> change) {
        var unsigned = SdkHttpRequest.builder().method(method).uri(URI.create("https://localhost:8443" + uri));
        change.accept(unsigned);
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsCredentialsIdentity.create(keyId, secret))
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
                        .putProperty(
                                AwsV4HttpSigner.AUTH_LOCATION,
                                lifetime == null ? AuthLocation.HEADER : AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, lifetime))
                .request();
        var received = new MockHttpServletRequest(method.name(), signed.encodedPath());
        received.setQueryString(signed.encodedQueryParameters().orElse(null));
        received.setContent(body.getBytes(StandardCharsets.UTF_8));
        signed.forEachHeader((name, values) -> values.forEach(value -> received.addHeader(name, value)));
        return received;
    }
}
