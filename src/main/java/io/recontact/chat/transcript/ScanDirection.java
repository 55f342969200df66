package io.recontact.chat.transcript;

/** Says whether a scan continues with newer or with older items. */
public enum ScanDirection {
    FORWARD,
    BACKWARD
}
