package io.recontact.flow.language;

import java.util.HashMap;
import java.util.Map;

/**
 * Action types of the language that this service does not offer. They take the error branch, so that flows with such a
 * branch keep working.
 */
final class UnavailableTypes {

    private static final String[] TYPES = {
        "AssociateContactToCustomerProfile",
        "AuthenticateParticipant",
        "CheckOutboundCallStatus",
        "CheckSegmentMembership",
        "CheckVoiceId",
        "CompleteOutboundCall",
        "ConnectParticipantWithAgenticCX",
        "CreateCallbackContact",
        "CreateCase",
        "CreateContact",
        "CreateCustomerProfile",
        "CreateWisdomSession",
        "EvaluateDataTableValues",
        "GetCalculatedAttributesForCustomerProfile",
        "GetCase",
        "GetCustomerProfile",
        "GetCustomerProfileObject",
        "ListDataTableValues",
        "LoadContactContent",
        "MessageParticipantIteratively", // "Chat: takes the error branch" (Administrator Guide, "Loop prompts")
        "RenderMessageTemplate",
        "ResumeContact",
        "RouteContactToAgent",
        "StartOutboundEmailContact",
        "StartVoiceIdStream",
        "TransferContactToAgent",
        "TransferParticipantToThirdParty",
        "UpdateCase",
        "UpdateContactMediaStreamingBehavior",
        "UpdateCustomerProfile",
        "UpdatePreviousContactParticipantState",
        "UpsertDataTableValues",
    };

    private UnavailableTypes() {}

    /** Returns the error of each type. */
    static Map<String, String> errors() {
        var errors = new HashMap<String, String>();
        for (var type : TYPES) {
            errors.put(type, Outcome.NO_MATCHING_ERROR);
        }
        // "Chat: No - Invalid number branch" (Administrator Guide, "Set callback number")
        errors.put("UpdateContactCallbackNumber", "InvalidCallbackNumber");
        return errors;
    }

    static String whyRefused(String type) {
        return type.isEmpty() ? "is missing" : "is not an action type that this service knows";
    }
}
