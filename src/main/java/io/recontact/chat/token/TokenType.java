package io.recontact.chat.token;

/** The use that a token authorizes. A token of one type is never valid as another. */
public enum TokenType {
    /** Authorizes CreateParticipantConnection, until the participant leaves. */
    PARTICIPANT('P'),
    /** Authorizes all other operations of the participant API, for a day. */
    CONNECTION('C'),
    /** Authorizes to open a websocket, for 100 seconds. */
    WEBSOCKET('W'),
    /** The NextToken of GetTranscript. */
    PAGE('N'),
    /** Authorizes one upload of an attachment. */
    UPLOAD('U'),
    /** Authorizes one download of an attachment. */
    DOWNLOAD('D'),
    /** Authorizes a page to continue the chat that it started, after its end. */
    CONTINUATION('R');

    private final byte code;

    TokenType(char code) {
        this.code = (byte) code;
    }

    /** Part of the signed bytes, so that the signature is valid for this type only. */
    byte code() {
        return code;
    }
}
