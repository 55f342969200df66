package io.recontact.history;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the search of transcripts.
 *
 * @param language the text search configuration of PostgreSQL that parses messages and queries; {@code simple} knows no
 *     word forms and suits every language
 */
@Validated
@ConfigurationProperties("recontact.transcript-search")
record TranscriptSearchProperties(
        @DefaultValue("simple") @NotBlank String language) {}
