package io.recontact.chat.transcript;

import io.recontact.api.SessionId;
import java.util.stream.Stream;

/**
 * Where a page has stopped.
 *
 * @param reader the session of whom the page was for
 * @param session where the next page begins
 * @param sequence the first item it may hold: the next newer or the next older one
 */
public record TranscriptCursor(Kind kind, SessionId reader, SessionId session, long sequence) {

    /** Which way it goes on. */
    public enum Kind {
        /** To newer items of the current session. */
        NEWER('n'),
        /** To older items, and on into past sessions. */
        OLDER('o'),
        /**
         * The current session has been scanned forward to its newest item, and there is a past: forward goes on to what
         * has been said since, backward to the past.
         */
        TURNING('t');

        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }

        /** Stands for this kind in a token. */
        public byte mark() {
            return (byte) mark;
        }

        /** The kind that a mark stands for. */
        public static Kind of(byte mark) {
            return Stream.of(values())
                    .filter(kind -> kind.mark() == mark)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No kind of cursor has the mark " + mark));
        }
    }
}
