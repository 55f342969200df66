package io.recontact.chat.token;

/** What a token opens; one kind never passes for another. */
public enum TokenType {
    /** CreateParticipantConnection, for the life of a participant. */
    PARTICIPANT('P'),
    /** All other operations of the participant service, for a day. */
    CONNECTION('C'),
    /** One websocket, if it is opened soon. */
    WEBSOCKET('W'),
    /** The next page of a transcript. */
    PAGE('N'),
    /** One upload of an attachment. */
    UPLOAD('U'),
    /** One download of an attachment. */
    DOWNLOAD('D');

    private final byte mark;

    TokenType(char mark) {
        this.mark = (byte) mark;
    }

    /** Goes into the seal, so that it holds for this kind only. */
    byte mark() {
        return mark;
    }
}
