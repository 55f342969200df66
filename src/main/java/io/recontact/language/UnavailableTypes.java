package io.recontact.language;

import java.util.HashMap;
import java.util.Map;

/**
 * Types of actions that the language has and this service cannot do. Those with an error branch take it: a flow that
 * says what is to happen then keeps working. Those without one cannot be published, since nothing true could happen.
 */
final class UnavailableTypes {

    private static final String[] WITH_ERROR_BRANCH = {
        "AssociateContactToCustomerProfile",
        "AuthenticateParticipant",
        "CheckMetricData",
        "CheckOutboundCallStatus",
        "CheckVoiceId",
        "ConnectParticipantWithLexBot",
        "CreateCallbackContact",
        "CreateCase",
        "CreateCustomerProfile",
        "CreateTask",
        "CreateWisdomSession",
        "EvaluateDataTableValues",
        "GetCalculatedAttributesForCustomerProfile",
        "GetCase",
        "GetCustomerProfile",
        "GetCustomerProfileObject",
        "GetMetricData",
        "InvokeFlowModule",
        "ListDataTableValues",
        "LoadContactContent",
        "MessageParticipantIteratively", // "Chat: takes the error branch" (Administrator Guide, "Loop prompts")
        "ResumeContact",
        "ShowView",
        "StartOutboundChatContact",
        "StartVoiceIdStream",
        "TransferParticipantToThirdParty",
        "UpdateCase",
        "UpdateContactMediaStreamingBehavior",
        "UpdateCustomerProfile",
        "UpdatePreviousContactParticipantState",
        "UpdateRoutingCriteria",
        "UpsertDataTableValues",
    };

    private static final Map<String, String> REFUSED = Map.of(
            "CompleteOutboundCall",
            "is for calls only, and has no error branch that a chat could take",
            "EndFlowModuleExecution",
            "is for flow modules only, which this service does not have",
            "TransferContactToAgent",
            "is for calls only, and has no error branch that a chat could take");

    private UnavailableTypes() {}

    /** The error that each takes. */
    static Map<String, String> errors() {
        var errors = new HashMap<String, String>();
        for (var type : WITH_ERROR_BRANCH) {
            errors.put(type, Outcome.NO_MATCHING_ERROR);
        }
        errors.put("UpdateContactCallbackNumber", "CallbackNumberNotDialable");
        return errors;
    }

    static String whyRefused(String type) {
        return REFUSED.getOrDefault(
                type, type.isEmpty() ? "is missing" : "is not an action type that this service knows");
    }
}
