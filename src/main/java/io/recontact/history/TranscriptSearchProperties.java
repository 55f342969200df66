package io.recontact.history;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the search of transcripts.
 *
 * @param language the text search configuration of PostgreSQL that parses messages and queries; {@code simple} knows no
 *     word forms and suits every language
 * @param activeChatsAfter how long after a message its chat is added to the search if it is still active; chats that
 *     end are added at once
 * @param every the pause between two runs of the jobs that add chats to the search; positive
 */
@ConfigurationProperties("recontact.transcript-search")
record TranscriptSearchProperties(
        @DefaultValue("simple") String language,
        @DefaultValue("5m") Duration activeChatsAfter,
        @DefaultValue("2s") Duration every) {

    TranscriptSearchProperties {
        if (language.isBlank()) {
            throw new IllegalArgumentException("recontact.transcript-search.language must not be empty");
        }
        SettingBounds.requireNotNegative("recontact.transcript-search.active-chats-after", activeChatsAfter);
        SettingBounds.requirePositive("recontact.transcript-search.every", every);
    }
}
