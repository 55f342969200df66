package io.recontact.flow.language;

import io.recontact.api.StorableText;
import io.recontact.flow.language.Step.TargetContact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads actions that change or create contacts. */
final class ContactStepReader {

    /** "The integer value between 1 and 518400 (6 days)." */
    private static final int MAX_DELAY_SECONDS = 518_400;

    private static final int MAX_NUMBER = 999_999_999;

    private static final Set<String> HOOKS = Set.of(
            "AgentHold",
            "AgentWhisper",
            "CustomerHold",
            "CustomerQueue",
            "CustomerRemaining",
            "CustomerWhisper",
            "DefaultAgentUI",
            "DisconnectAgentUI",
            "PauseContact",
            "ResumeContact");

    private ContactStepReader() {}

    static TargetContact targetContact(Parameters p) {
        return p.choice("TargetContact", TargetContact.class, TargetContact.CURRENT);
    }

    static Step contactData(Parameters p) {
        return new Step.UpdateContactData(
                p.optional("Name"),
                p.optional("Description"),
                p.optional("LanguageCode"),
                p.optional("CustomerId"),
                references(p),
                segmentAttributes(p),
                targetContact(p));
    }

    /** Reads references: objects with Type and Value, or values alone. */
    private static Map<String, Step.ContactReference> references(Parameters p) {
        var references = new LinkedHashMap<String, Step.ContactReference>();
        if (!p.has("References")) {
            return references;
        }
        for (var entry : p.object("References").properties()) {
            var at = p.place().member("References").member(Problems.name(entry.getKey()));
            var node = entry.getValue();
            var type = node.isObject() ? Parameters.value(node.path("Type"), at.member("Type")) : Value.of("STRING");
            var value = node.isObject()
                    ? Parameters.value(node.path("Value"), at.member("Value"))
                    : Parameters.value(node, at);
            if (!StorableText.isStorable(entry.getKey())) {
                at.refuse("has a name with NUL or half a surrogate pair");
            } else if (type != null && value != null) {
                references.put(entry.getKey(), new Step.ContactReference(type, value));
            }
        }
        return references;
    }

    /** Reads texts: objects with ValueString, as in the API, or values alone. */
    private static Map<String, Value> segmentAttributes(Parameters p) {
        var attributes = new LinkedHashMap<String, Value>();
        if (!p.has("SegmentAttributes")) {
            return attributes;
        }
        for (var entry : p.object("SegmentAttributes").properties()) {
            var at = p.place().member("SegmentAttributes").member(Problems.name(entry.getKey()));
            var node = entry.getValue().isObject() ? entry.getValue().path("ValueString") : entry.getValue();
            var value = Parameters.value(node, at);
            if (!StorableText.isStorable(entry.getKey())) {
                at.refuse("has a name with NUL or half a surrogate pair");
            } else if (value != null) {
                attributes.put(entry.getKey(), value);
            }
        }
        return attributes;
    }

    static Step task(Parameters p) {
        if (p.has("TaskTemplateId")) {
            return new Step.Unavailable(Outcome.NO_MATCHING_ERROR); // this service has no task templates
        }
        var begins = p.atMostOneOf("DelaySeconds", "ScheduledTime").orElse("");
        return new Step.CreateTask(
                p.whole("ContactFlowId"),
                p.required("Name"),
                p.optional("Description"),
                p.has("Attributes") ? p.map("Attributes") : Map.of(),
                references(p),
                begins.equals("DelaySeconds") ? p.number("DelaySeconds", 1, MAX_DELAY_SECONDS) : null,
                begins.equals("ScheduledTime") ? p.whole("ScheduledTime") : null);
    }

    static Step outboundChat(Parameters p) {
        p.object("SourceEndpoint");
        p.object("DestinationEndpoint");
        var source = p.nested("SourceEndpoint");
        var destination = p.nested("DestinationEndpoint");
        requireText(source, "Type", "CONNECT_PHONENUMBER_ARN");
        requireText(destination, "Type", "TELEPHONE_NUMBER");
        if (p.has("RelatedContact")) {
            requireText(p, "RelatedContact", "CURRENT");
        }
        return new Step.StartOutboundChatContact(
                source.whole("Address"),
                destination.required("Address"),
                p.whole("ContactFlowArn"),
                p.required("ContactSubtype"),
                p.has("InitialSystemMessage") ? p.nested("InitialSystemMessage").required("Content") : null,
                p.has("RelatedContact"));
    }

    /** Refuses another text, in any case, because exports differ in it. */
    private static void requireText(Parameters p, String name, String wanted) {
        var value = p.required(name);
        if (p.has(name) && !wanted.equalsIgnoreCase(value.text(_ -> Optional.empty()))) {
            p.place().member(name).refuse("must be " + wanted);
        }
    }

    static Step untag(Parameters p) {
        var keys = p.list("TagKeys");
        if (keys.isEmpty()) {
            p.place().member("TagKeys").refuse("is missing or empty");
        }
        var texts = keys.isArray()
                ? keys.valueStream()
                        .map(key -> Optional.ofNullable(Parameters.text(key)))
                        .toList()
                : List.<Optional<String>>of();
        if (texts.stream().anyMatch(Optional::isEmpty)) {
            p.place().member("TagKeys").refuse("must be a list of texts");
        }
        return new Step.UnTagContact(texts.stream().flatMap(Optional::stream).toList());
    }

    static Step hooks(Parameters p) {
        var hooks = p.object("EventHooks");
        var hook = hooks.isObject() && hooks.size() == 1
                ? hooks.propertyNames().iterator().next()
                : "";
        if (!HOOKS.contains(hook)) {
            p.place().member("EventHooks").refuse("must have exactly one entry, named as one of the event hooks");
            return new Step.NoEffect();
        }
        var flow = p.nested("EventHooks").whole(hook);
        return p.nested("EventHooksConfiguration").nested(hook).isTrue("DisableExecution")
                ? new Step.Unavailable(Outcome.NO_MATCHING_ERROR) // disables whispers, which chats do not have
                : new Step.UpdateContactEventHooks(hook, flow);
    }

    static Step routing(Parameters p) {
        return switch (p.oneOf("QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies")
                .orElse("")) {
            case "QueuePriority" ->
                new Step.UpdateContactRoutingBehavior(p.number("QueuePriority", 1, Long.MAX_VALUE), null);
            case "QueueTimeAdjustmentSeconds" ->
                new Step.UpdateContactRoutingBehavior(
                        null, p.number("QueueTimeAdjustmentSeconds", -MAX_NUMBER, MAX_NUMBER));
            // The reference does not document their form.
            default -> new Step.Unavailable(Outcome.NO_MATCHING_ERROR);
        };
    }

    /** Keeps the criteria as text, because they may be static, a reference as a whole, or have references as leaves. */
    static Step routingCriteria(Parameters p) {
        return new Step.UpdateContactRoutingCriteria(
                p.isObject("RoutingCriteria")
                        ? new Value(List.of(
                                new Value.Text(p.object("RoutingCriteria").toString())))
                        : p.whole("RoutingCriteria"));
    }
}
