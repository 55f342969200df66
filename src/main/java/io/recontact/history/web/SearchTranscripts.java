package io.recontact.history.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ParticipantRole;
import io.recontact.history.TranscriptMatch;
import io.recontact.history.TranscriptQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members of SearchTranscripts, which docs/admin-v1.yaml describes. */
interface SearchTranscripts {

    int DEFAULT_RESULTS = 25;

    record Request(
            @NotNull @Size(min = 1, max = 1024) String query,
            @Size(max = 5) @Nullable Set<ParticipantRole> participantRoles,
            @Valid @Nullable TimeRange timeRange,
            @Size(max = 100) @Nullable List<@NotNull @Size(min = 1, max = 256) String> queueIds,
            @Size(max = 100) @Nullable List<@NotNull @Size(min = 1, max = 256) String> agentIds,

            @Size(max = 10) @Nullable Map<@Size(min = 1, max = 32767) String, @NotNull @Size(max = 32767) String> attributes,

            TranscriptQuery.@Nullable Order sortBy,
            @Min(1) @Max(100) @Nullable Integer maxResults,
            @Size(min = 1, max = 1000) @Nullable String nextToken) {

        int pageSize() {
            return maxResults == null ? DEFAULT_RESULTS : maxResults;
        }

        TranscriptQuery toQuery(InstanceId instance) {
            return new TranscriptQuery(
                    instance,
                    query,
                    Objects.requireNonNullElse(participantRoles, Set.of()),
                    timeRange == null ? null : timeRange.startTime(),
                    timeRange == null ? null : timeRange.endTime(),
                    ids("QueueIds", queueIds),
                    ids("AgentIds", agentIds),
                    Objects.requireNonNullElse(attributes, Map.of()),
                    null,
                    Objects.requireNonNullElse(sortBy, TranscriptQuery.Order.INITIATION_TIMESTAMP));
        }

        private static Set<UUID> ids(String member, @Nullable List<String> texts) {
            try {
                return Objects.requireNonNullElse(texts, List.<String>of()).stream()
                        .map(UUID::fromString)
                        .collect(Collectors.toSet());
            } catch (IllegalArgumentException _) {
                // The cause would repeat the caller's text; the message names the member.
                throw new InvalidParameterException("%s has an id that is not well-formed".formatted(member));
            }
        }
    }

    record TimeRange(@Nullable Instant startTime, @Nullable Instant endTime) {}

    record Response(List<Result> results, @Nullable String nextToken) {

        static Response of(TranscriptMatch.Page page) {
            return new Response(page.matches().stream().map(Result::of).toList(), page.nextToken());
        }
    }

    record Result(
            UUID contactId,
            UUID initialContactId,
            Instant initiationTimestamp,
            @Nullable UUID queueId,
            @Nullable UUID agentId,
            double relevance,
            List<Message> messages) {

        private static Result of(TranscriptMatch match) {
            return new Result(
                    match.contactId(),
                    match.initialContactId(),
                    match.initiatedAt(),
                    match.queueId(),
                    match.agentId(),
                    match.relevance(),
                    match.messages().stream().map(Message::of).toList());
        }
    }

    record Message(UUID id, Instant timestamp, ParticipantRole participantRole, List<Part> excerpt) {

        private static Message of(TranscriptMatch.Message message) {
            return new Message(
                    message.id(),
                    message.at(),
                    message.role(),
                    message.excerpt().stream()
                            .map(part -> new Part(part.text(), part.isMatch()))
                            .toList());
        }
    }

    record Part(String text, boolean matches) {}
}
