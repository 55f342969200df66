package io.recontact.history;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the search of transcripts.
 *
 * @param language the text search configuration of PostgreSQL that parses messages and queries; {@code simple} knows no
 *     word forms and suits every language
 * @param activeChatsAfter how long after a message its chat is added to the search if it is still active; chats that
 *     end are added at once
 */
@Validated
@ConfigurationProperties("recontact.transcript-search")
record TranscriptSearchProperties(
        @DefaultValue("simple") @NotBlank String language,
        @DefaultValue("5m") @NotNull @DurationMin Duration activeChatsAfter) {}
