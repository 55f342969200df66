package io.recontact.contact.web;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.contact.NewContact;
import io.recontact.contact.Reference;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContact.html">CreateContact</a>.
 */
interface CreateContact {

    String SUBTYPE = "connect:Subtype";

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @Size(max = 500) @Nullable String clientToken,
            @Size(min = 1, max = 256) @Nullable String relatedContactId,
            @Nullable Map<String, String> attributes,
            @Nullable Map<@Size(min = 1, max = 4096) String, @NotNull @Valid Reference> references,
            @NotNull Channel channel,
            @NotNull InitiationMethod initiationMethod,
            // The model has no bounds; no contact may last longer than 90 days.
            @Min(1) @Max(129_600) @Nullable Integer expiryDurationInMinutes,
            @Nullable Object userInfo,
            @Nullable String initiateAs,
            @Size(max = 1024) @Nullable String name,
            @Size(max = 4096) @Nullable String description,

            @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> segmentAttributes,

            @Size(min = 1, max = 256) @Nullable String previousContactId) {

        NewContact toNewContact(InstanceId instance) {
            if (userInfo != null) {
                throw new InvalidRequestException("UserInfo is not supported: contacts are created without an agent");
            }
            if (initiateAs != null) {
                throw new InvalidRequestException("InitiateAs is not supported: contacts are created as ongoing");
            }
            if (channel == Channel.CHAT) {
                throw new InvalidRequestException("Channel CHAT is not supported: chats begin with StartChatContact");
            }
            if (!methods().contains(initiationMethod)) {
                throw new InvalidRequestException(
                        "InitiationMethod %s is not one that contacts of channel %s begin with"
                                .formatted(initiationMethod, channel));
            }
            if (previousContactId != null && channel != Channel.VOICE) {
                throw new InvalidRequestException("PreviousContactId is for external audio, of channel VOICE, only");
            }
            return new NewContact(
                    instance,
                    channel,
                    initiationMethod,
                    null,
                    null,
                    name,
                    description,
                    references == null ? Map.of() : references,
                    attributes == null ? UserDefinedAttributes.NONE : new UserDefinedAttributes(attributes),
                    withSubtype(),
                    contact(instance, "PreviousContactId", previousContactId),
                    contact(instance, "RelatedContactId", relatedContactId),
                    null,
                    expiryDurationInMinutes);
        }

        @Nullable String token() {
            return clientToken == null || clientToken.isEmpty() ? null : clientToken;
        }

        /** "CreateContact only supports the following initiation methods." */
        private Set<InitiationMethod> methods() {
            return switch (channel) {
                case VOICE -> Set.of(InitiationMethod.TRANSFER);
                case EMAIL -> Set.of(InitiationMethod.OUTBOUND, InitiationMethod.AGENT_REPLY, InitiationMethod.FLOW);
                case TASK -> Set.of(InitiationMethod.API);
                case CHAT -> Set.of();
            };
        }

        /** "Contacts created with this API have a sub-type of connect:ExternalTask"; calls have their own. */
        private Map<String, SegmentAttribute> withSubtype() {
            var all = new HashMap<>(segmentAttributes == null ? Map.<String, SegmentAttribute>of() : segmentAttributes);
            var subtype = switch (channel) {
                case VOICE -> "connect:ExternalAudio";
                case TASK -> "connect:ExternalTask";
                case EMAIL, CHAT -> null;
            };
            if (subtype == null) {
                return all;
            }
            var given = all.putIfAbsent(SUBTYPE, new SegmentAttribute(subtype, null, null, null, null));
            if (given != null && !subtype.equals(given.valueString())) {
                throw new InvalidRequestException(
                        "SegmentAttributes: the %s of channel %s is %s".formatted(SUBTYPE, channel, subtype));
            }
            return all;
        }
    }

    record Response(String contactId, String contactArn) {}

    private static @Nullable ContactId contact(InstanceId instance, String member, @Nullable String text) {
        return text == null ? null : ContactId.parse(instance, member, text);
    }
}
