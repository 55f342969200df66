import module java.base;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Signs requests to one service with the signer of the AWS SDK. A signature holds for 15 minutes. */
record Signer(String url, AwsBasicCredentials credentials) {

    static final String REGION = "us-east-1";

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** Signs a request; the path may have a query string. */
    Request sign(String method, String path, String body) {
        var bare = SdkHttpRequest.builder().method(SdkHttpMethod.valueOf(method)).uri(URI.create(url + path));
        if (!body.isEmpty()) {
            bare.putHeader("Content-Type", "application/json");
        }
        var signed = SIGNER.sign(request -> request.identity(credentials)
                .request(bare.build())
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "connect")
                .putProperty(AwsV4HttpSigner.REGION_NAME, REGION));
        var headers = new LinkedHashMap<String, String>();
        signed.request().forEachHeader((name, values) -> headers.put(name, values.getFirst()));
        return new Request(method, path, headers, body);
    }
}
