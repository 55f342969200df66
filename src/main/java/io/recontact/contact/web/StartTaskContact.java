package io.recontact.contact.web;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.QuickConnectId;
import io.recontact.contact.NewContact;
import io.recontact.contact.Reference;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StartTaskContact.html">StartTaskContact</a>.
 */
interface StartTaskContact {

    /** "Tasks can have the following reference types at the time of creation." */
    Set<Reference.Type> REFERENCE_TYPES = Set.of(
            Reference.Type.URL,
            Reference.Type.NUMBER,
            Reference.Type.STRING,
            Reference.Type.DATE,
            Reference.Type.EMAIL);

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @Size(min = 1, max = 256) @Nullable String previousContactId,
            @Size(max = 500) @Nullable String contactFlowId,
            @Nullable Map<String, String> attributes,
            @NotNull @Size(max = 1024) String name,
            @Nullable Map<@Size(min = 1, max = 4096) String, @NotNull @Valid Reference> references,
            @Size(max = 4096) @Nullable String description,
            @Size(max = 500) @Nullable String clientToken,
            @Nullable Instant scheduledTime,
            @Size(min = 1, max = 500) @Nullable String taskTemplateId,
            @Nullable String quickConnectId,
            @Size(min = 1, max = 256) @Nullable String relatedContactId,

            @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> segmentAttributes,

            @Nullable Object attachments) {

        NewContact toNewContact(InstanceId instance) {
            refuse("TaskTemplateId", taskTemplateId, "there are no task templates");
            refuse("Attachments", attachments, "tasks have no attachments");
            if ((contactFlowId == null) == (quickConnectId == null)) {
                throw new InvalidRequestException("Exactly one of ContactFlowId and QuickConnectId is required");
            }
            var referenced = references == null ? Map.<String, Reference>of() : references;
            for (var reference : referenced.values()) {
                if (!REFERENCE_TYPES.contains(reference.type())) {
                    throw new InvalidRequestException(
                            "References: a task cannot begin with one of type %s".formatted(reference.type()));
                }
            }
            return new NewContact(
                    instance,
                    Channel.TASK,
                    InitiationMethod.API,
                    contactFlowId == null ? null : ContactFlowId.parse(instance, "ContactFlowId", contactFlowId),
                    quickConnectId == null ? null : QuickConnectId.parse(instance, "QuickConnectId", quickConnectId),
                    name,
                    description,
                    referenced,
                    attributes == null ? UserDefinedAttributes.NONE : new UserDefinedAttributes(attributes),
                    segmentAttributes == null ? Map.of() : segmentAttributes,
                    contact(instance, "PreviousContactId", previousContactId),
                    contact(instance, "RelatedContactId", relatedContactId),
                    scheduledTime,
                    null);
        }

        @Nullable String token() {
            return clientToken == null || clientToken.isEmpty() ? null : clientToken;
        }

        private static void refuse(String member, @Nullable Object value, String reason) {
            if (value != null) {
                throw new InvalidRequestException("%s is not supported: %s".formatted(member, reason));
            }
        }
    }

    record Response(String contactId) {}

    private static @Nullable ContactId contact(InstanceId instance, String member, @Nullable String text) {
        return text == null ? null : ContactId.parse(instance, member, text);
    }
}
