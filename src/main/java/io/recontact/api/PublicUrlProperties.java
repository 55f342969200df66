package io.recontact.api;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The base URL of the URLs in answers.
 *
 * @param publicUrl an http or https URL such as {@code https://chat.example.com}; when absent, answers use the host of
 *     the request
 */
@ConfigurationProperties("recontact")
record PublicUrlProperties(@Nullable URI publicUrl) {

    PublicUrlProperties {
        if (publicUrl != null && publicUrl.toString().isBlank()) {
            publicUrl = null;
        }
        if (publicUrl != null) {
            var scheme = publicUrl.getScheme();
            if (!("http".equals(scheme) || "https".equals(scheme)) || publicUrl.getHost() == null) {
                throw new IllegalArgumentException("recontact.public-url must be an http or https URL");
            }
            publicUrl = URI.create(publicUrl.toString().replaceFirst("/+$", ""));
        }
    }
}
