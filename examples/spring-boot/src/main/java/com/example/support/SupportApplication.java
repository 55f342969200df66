package com.example.support;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.connect.ConnectClient;

/** The back end of a web shop. It starts chats for the pages of the shop. */
@ConfigurationPropertiesScan
@SpringBootApplication
public class SupportApplication {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(SupportApplication.class, args);
    }

    /** A client of Amazon Connect, or of what the environment says: AWS_ENDPOINT_URL_CONNECT. */
    @Bean
    ConnectClient connect() {
        return ConnectClient.create();
    }
}
