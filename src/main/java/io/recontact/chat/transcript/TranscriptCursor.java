package io.recontact.chat.transcript;

import io.recontact.api.SessionId;
import java.util.stream.Stream;

/**
 * Where the next page begins.
 *
 * @param reader the session of the participant who reads
 * @param session the session in which the next page begins
 * @param sequence the first item that the next page may contain
 */
public record TranscriptCursor(Kind kind, SessionId reader, SessionId session, long sequence) {

    /** The direction of the next page. */
    public enum Kind {
        /** To newer items of the current session. */
        NEWER('n'),
        /** To older items, then to past sessions. */
        OLDER('o'),
        /**
         * The current session was scanned forward to its newest item, and it has a past session. Forward continues with
         * items appended since, backward with the past session.
         */
        TURNING('t');

        private final char code;

        Kind(char code) {
            this.code = code;
        }

        /** The code of this kind in a token. */
        public byte code() {
            return (byte) code;
        }

        /** The kind that a code in a token stands for. */
        public static Kind of(byte code) {
            return Stream.of(values())
                    .filter(kind -> kind.code() == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No kind of cursor has the code " + code));
        }
    }
}
