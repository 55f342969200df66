package io.recontact.history.archive;

import io.recontact.api.RealTime;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the store of the settings. */
@Configuration(proxyBeanMethods = false)
class TranscriptStoreConfiguration {

    /** Returns null without a store. */
    @Bean
    @Nullable TranscriptStore transcriptStore(TranscriptArchiveProperties settings, @RealTime Clock clock) {
        if (settings.path() != null) {
            return new FolderTranscriptStore(settings.path());
        }
        return settings.s3().isSet() ? new S3TranscriptStore(settings, clock) : null;
    }
}
