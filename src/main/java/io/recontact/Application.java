package io.recontact;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Recontact: contacts and persistent chats behind the Amazon Connect API, in PostgreSQL. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(sharedModules = "wire")
public class Application {

    /** Starts the service. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    /** The time, in the milliseconds that the wire carries, so that what is stored is what is answered. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
