package io.recontact.contact.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.recontact.api.ParticipantRole;
import io.recontact.contact.search.ContactQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Criteria of SearchContacts for data that contacts do not have here. They are validated like all others, so that a
 * caller learns of a mistyped one. Criteria that restrict nothing are accepted, since some clients send empty
 * structures.
 */
interface UnsupportedCriteria {

    /** Returns whether a criterion restricts nothing. */
    boolean restrictsNothing();

    record ContactAnalysis(@Valid @Nullable Transcript transcript) implements UnsupportedCriteria {

        @Override
        public boolean restrictsNothing() {
            return transcript == null || transcript.criteria().isEmpty();
        }
    }

    record Transcript(
            @NotNull @Size(max = 6) List<@NotNull @Valid TranscriptCriteria> criteria,
            ContactQuery.@Nullable Match matchType) {}

    record TranscriptCriteria(
            @NotNull ParticipantRole participantRole,

            @NotNull @Size(max = 100) List<@NotNull @Size(max = 128) String> searchText,

            @NotNull ContactQuery.Match matchType) {}

    record AiAgentsCriteria(@Size(max = 1) @Nullable List<@NotNull @Valid AiAgentSearchCriteria> criteria)
            implements UnsupportedCriteria {

        @Override
        public boolean restrictsNothing() {
            return criteria == null || criteria.isEmpty();
        }
    }

    record AiAgentSearchCriteria(
            @Size(max = 128) @Pattern(regexp = AiAgentSearchCriteria.AI_AGENT_ID) @Nullable String id,

            @Nullable Integer versionNumber,
            @Nullable Boolean aiAgentEscalated,
            @Nullable AiUseCase aiUseCase) {

        private static final String UUID = "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}";

        static final String AI_AGENT_ID =
                UUID + "(:[A-Z0-9_$]+){0,1}$|^arn:[a-z-]*?:wisdom:[a-z0-9-]*?:[0-9]{12}:[a-z-]*?/" + UUID + "(?:/"
                        + UUID + "){0,2}(:[A-Z0-9_$]+){0,1}";
    }

    enum AiUseCase {
        @JsonProperty("AgentAssistance")
        AGENT_ASSISTANCE,
        @JsonProperty("SelfService")
        SELF_SERVICE
    }
}
