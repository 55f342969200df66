package io.recontact.chat.transcript;

/**
 * The status of a message that a processor has not delivered as processed, as in <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_MessageProcessingMetadata.html">the
 * model</a>. A message that was processed has none.
 */
public enum MessageProcessingStatus {
    /** The processor has not decided yet. */
    PROCESSING,
    /** The processor gave no valid answer in time. */
    FAILED,
    /** The processor refused the message. */
    REJECTED
}
