package io.recontact.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.connect.ConnectClient;

@Import(ServiceConnectionTests.Containers.class)
@SpringBootTest(classes = ServiceConnectionTests.App.class)
class ServiceConnectionTests {

    @Autowired
    private ConnectClient connect;

    @Test
    void configuresTheClientsOfSpringCloudAws() {
        var configuration = connect.serviceClientConfiguration();

        assertThat(configuration.endpointOverride()).contains(URI.create("http://127.0.0.1:4711"));
        assertThat(configuration.region().id()).isEqualTo("us-east-1");
        assertThat(configuration.credentialsProvider().resolveIdentity())
                .isCompletedWithValueMatching(identity -> identity.accessKeyId().equals("RCNTKEY")
                        && identity.secretAccessKey().equals("secret of the key"));
    }

    @EnableAutoConfiguration
    @SpringBootConfiguration(proxyBeanMethods = false)
    static class App {

        @Bean
        ConnectClient connectClient(AwsClientBuilderConfigurer configurer, AwsConnectionDetails details) {
            return configurer
                    .configureSyncClient(ConnectClient.builder(), null, details, Stream.empty(), Stream.empty())
                    .build();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Containers {

        @Bean
        @ServiceConnection
        RecontactContainer recontact() {
            return new WithoutEngine().withAccessKey("RCNTKEY", "secret of the key");
        }
    }

    /** Answers as if an engine ran it. */
    private static final class WithoutEngine extends RecontactContainer {

        @Override
        public void start() {}

        @Override
        public String getHost() {
            return "127.0.0.1";
        }

        @Override
        public Integer getMappedPort(int originalPort) {
            return 4711;
        }
    }
}
