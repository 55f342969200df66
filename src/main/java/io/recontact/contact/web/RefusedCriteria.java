package io.recontact.contact.web;

import io.recontact.api.ParticipantRole;
import io.recontact.contact.ContactQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Criteria of SearchContacts that ask for what contacts do not have here. They are checked like all others, since a
 * caller who has mistyped one is helped by hearing that; those that restrict nothing are taken, as clients that fill
 * structures in send them.
 */
interface RefusedCriteria {

    /** Whether a criterion restricts nothing. */
    boolean asksNothing();

    record AgentHierarchyGroups(
            @Size(max = 10) @Nullable List<@NotNull String> l1Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l2Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l3Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l4Ids,
            @Size(max = 10) @Nullable List<@NotNull String> l5Ids)
            implements RefusedCriteria {

        @Override
        public boolean asksNothing() {
            return Stream.of(l1Ids, l2Ids, l3Ids, l4Ids, l5Ids).allMatch(ids -> ids == null || ids.isEmpty());
        }
    }

    record ContactAnalysis(@Valid @Nullable Transcript transcript) implements RefusedCriteria {

        @Override
        public boolean asksNothing() {
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

    record SearchableRoutingCriteria(@Nullable List<@NotNull @Valid SearchableRoutingCriteriaStep> steps)
            implements RefusedCriteria {

        @Override
        public boolean asksNothing() {
            return steps == null || steps.stream().allMatch(SearchableRoutingCriteriaStep::asksNothing);
        }
    }

    record SearchableRoutingCriteriaStep(@Valid @Nullable SearchableAgentCriteriaStep agentCriteria) {

        boolean asksNothing() {
            return agentCriteria == null
                    || agentCriteria.agentIds() == null
                    || agentCriteria.agentIds().isEmpty();
        }
    }

    record SearchableAgentCriteriaStep(
            @Size(max = 100) @Nullable List<@NotNull @Size(min = 1, max = 256) String> agentIds,
            ContactQuery.@Nullable Match matchType) {}
}
