package io.recontact.testcontainers;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Lets {@link ServiceConnection} on a {@link RecontactContainer} provide the endpoint, the region and the keys of the
 * clients that Spring Cloud AWS configures.
 */
final class AwsContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<RecontactContainer, AwsConnectionDetails> {

    AwsContainerConnectionDetailsFactory() {
        super(ANY_CONNECTION_NAME, "io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration");
    }

    @Override
    protected AwsConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<RecontactContainer> source) {
        return new Details(source);
    }

    private static final class Details extends ContainerConnectionDetails<RecontactContainer>
            implements AwsConnectionDetails {

        private Details(ContainerConnectionSource<RecontactContainer> source) {
            super(source);
        }

        @Override
        public URI getEndpoint() {
            return getContainer().getEndpoint();
        }

        @Override
        public String getRegion() {
            return getContainer().getRegion();
        }

        @Override
        public String getAccessKey() {
            return getContainer().getAccessKeyId();
        }

        @Override
        public String getSecretKey() {
            return getContainer().getSecretAccessKey();
        }
    }
}
