package io.recontact.configuration;

import java.util.Map;

/** The default flows of a new instance. */
final class DefaultFlows {

    private DefaultFlows() {}

    /** Waits for the maximum duration of a chat, then disconnects. */
    static NewContactFlow keepOpen() {
        return published(
                "Default flow", "Keeps the chat open until its participants end it or its duration is over", """
                {
                  "Version": "2019-10-30",
                  "StartAction": "wait",
                  "Metadata": {},
                  "Actions": [
                    {
                      "Identifier": "wait",
                      "Type": "Wait",
                      "Parameters": {"TimeLimitSeconds": "604800"},
                      "Transitions": {
                        "NextAction": "disconnect",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "disconnect"}],
                        "Conditions": [
                          {
                            "NextAction": "disconnect",
                            "Condition": {"Operator": "Equals", "Operands": ["WaitCompleted"]}
                          }
                        ]
                      }
                    },
                    {"Identifier": "disconnect", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
                  ]
                }
                """);
    }

    static NewContactFlow sampleDisconnectFlow() {
        return published("Sample disconnect flow", "Asks the customer who remains when the agent has left", """
                {
                  "Version": "2019-10-30",
                  "StartAction": "ask",
                  "Metadata": {},
                  "Actions": [
                    {
                      "Identifier": "ask",
                      "Type": "MessageParticipant",
                      "Parameters": {"Text": "How did we do? Send us a word, or close the chat."},
                      "Transitions": {
                        "NextAction": "wait",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "disconnect"}]
                      }
                    },
                    {
                      "Identifier": "wait",
                      "Type": "Wait",
                      "Parameters": {"TimeLimitSeconds": "3600", "Events": ["CustomerReturned"]},
                      "Transitions": {
                        "NextAction": "thank",
                        "Errors": [
                          {"ErrorType": "ParticipantNotFound", "NextAction": "disconnect"},
                          {"ErrorType": "NoMatchingError", "NextAction": "disconnect"}
                        ],
                        "Conditions": [
                          {"NextAction": "thank", "Condition": {"Operator": "Equals", "Operands": ["WaitCompleted"]}},
                          {"NextAction": "thank", "Condition": {"Operator": "Equals", "Operands": ["CustomerReturned"]}}
                        ]
                      }
                    },
                    {
                      "Identifier": "thank",
                      "Type": "MessageParticipant",
                      "Parameters": {"Text": "Thank you."},
                      "Transitions": {
                        "NextAction": "disconnect",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "disconnect"}]
                      }
                    },
                    {"Identifier": "disconnect", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
                  ]
                }
                """);
    }

    static NewContactFlow sampleQueueFlow(QueueId queue, ContactFlowId disconnectFlow) {
        return published("Sample queue flow", "Puts the customer in the BasicQueue", """
                {
                  "Version": "2019-10-30",
                  "StartAction": "hook",
                  "Metadata": {},
                  "Actions": [
                    {
                      "Identifier": "hook",
                      "Type": "UpdateContactEventHooks",
                      "Parameters": {"EventHooks": {"CustomerRemaining": "{disconnect}"}},
                      "Transitions": {
                        "NextAction": "greet",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "greet"}]
                      }
                    },
                    {
                      "Identifier": "greet",
                      "Type": "MessageParticipant",
                      "Parameters": {"Text": "An agent will be with you shortly."},
                      "Transitions": {
                        "NextAction": "target",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "target"}]
                      }
                    },
                    {
                      "Identifier": "target",
                      "Type": "UpdateContactTargetQueue",
                      "Parameters": {"QueueId": "{queue}"},
                      "Transitions": {
                        "NextAction": "queue",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "busy"}]
                      }
                    },
                    {
                      "Identifier": "queue",
                      "Type": "TransferContactToQueue",
                      "Parameters": {},
                      "Transitions": {
                        "NextAction": "disconnect",
                        "Errors": [
                          {"ErrorType": "QueueAtCapacity", "NextAction": "busy"},
                          {"ErrorType": "NoMatchingError", "NextAction": "busy"}
                        ]
                      }
                    },
                    {
                      "Identifier": "busy",
                      "Type": "MessageParticipant",
                      "Parameters": {"Text": "All agents are busy."},
                      "Transitions": {
                        "NextAction": "disconnect",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "disconnect"}]
                      }
                    },
                    {"Identifier": "disconnect", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
                  ]
                }
                """.replace(
                        "{disconnect}", disconnectFlow.toString())
                .replace("{queue}", queue.toString()));
    }

    private static NewContactFlow published(String name, String description, String content) {
        return new NewContactFlow(
                name, ContactFlowType.CONTACT_FLOW, description, content, ContactFlowStatus.PUBLISHED, Map.of());
    }
}
