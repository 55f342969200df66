package io.recontact.directory;

/** The flow that a new instance has. */
final class DefaultFlow {

    /** Waits for as long as a chat may last, then disconnects. */
    static final String CONTENT = """
            {
              "Version": "2019-10-30",
              "StartAction": "wait",
              "Metadata": {},
              "Actions": [
                {
                  "Identifier": "wait",
                  "Type": "Wait",
                  "Parameters": {"TimeoutSeconds": "604800"},
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
            """;

    private DefaultFlow() {}
}
