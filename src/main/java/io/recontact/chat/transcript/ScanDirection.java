package io.recontact.chat.transcript;

/** Whether a scan continues with newer or with older items. */
public enum ScanDirection {
    FORWARD,
    BACKWARD
}
