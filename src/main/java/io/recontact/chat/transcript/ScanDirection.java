package io.recontact.chat.transcript;

/** Whether a page goes on to newer or to older items. */
public enum ScanDirection {
    FORWARD,
    BACKWARD
}
