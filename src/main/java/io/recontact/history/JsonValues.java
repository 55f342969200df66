package io.recontact.history;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Splits files and streams into JSON values. Holds one value at a time, of limited size. */
@Component
class JsonValues {

    /** The longest line or value in bytes. */
    private static final int MAX_LENGTH = 16 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final JsonMapper json;

    JsonValues(JsonMapper json) {
        this.json = json;
    }

    /** Receives values with the numbers of their lines, from 1. */
    interface Visitor {

        /** Receives a value, and about how many bytes it has. */
        void read(long line, JsonNode value, long bytes);

        /** Learns that a line or the rest of a document cannot be read. */
        void refuse(long line, String reason);
    }

    /** Reads values that may have line breaks. One that is not JSON ends the document. */
    void readDocument(InputStream content, Visitor visitor) {
        long number = 1;
        var bounded = new BoundedInputStream(content);
        try (var parser = json.createParser(bounded)) {
            while (parser.nextToken() != null) {
                var start = parser.currentTokenLocation();
                number = start.getLineNr();
                bounded.limit = start.getByteOffset() + MAX_LENGTH;
                JsonNode value = parser.readValueAsTree();
                visitor.read(number, value, parser.currentLocation().getByteOffset() - start.getByteOffset());
            }
        } catch (JacksonException _) {
            visitor.refuse(
                    number,
                    "The value that begins here is not JSON or has more than %d bytes; the rest of the file is left out"
                            .formatted(MAX_LENGTH));
        }
    }

    /** Reads lines of one value or several, as streams of contact records have them. */
    void readLines(InputStream content, Visitor visitor) throws IOException {
        var buffer = new byte[BUFFER];
        var line = new ByteArrayOutputStream();
        var isTooLong = false;
        long number = 1;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            var start = 0;
            for (int i = 0; i <= read; i++) {
                if (i < read && buffer[i] != '\n') {
                    continue;
                }
                isTooLong |= line.size() + i - start > MAX_LENGTH;
                if (!isTooLong) {
                    line.write(buffer, start, i - start);
                }
                if (i < read) {
                    endLine(number++, line, isTooLong, visitor);
                    isTooLong = false;
                }
                start = i + 1;
            }
        }
        endLine(number, line, isTooLong, visitor);
    }

    private void endLine(long number, ByteArrayOutputStream line, boolean isTooLong, Visitor visitor) {
        if (isTooLong) {
            visitor.refuse(number, "The line has more than %d bytes".formatted(MAX_LENGTH));
        } else {
            readLine(number, line.toByteArray(), visitor);
        }
        line.reset();
    }

    private void readLine(long number, byte[] line, Visitor visitor) {
        try (var parser = json.createParser(line)) {
            while (parser.nextToken() != null) {
                visitor.read(number, parser.readValueAsTree(), line.length);
            }
        } catch (JacksonException _) {
            visitor.refuse(number, "The line is not JSON");
        }
    }

    /** Fails when it is read beyond its limit, so that no value takes too much memory. */
    private static final class BoundedInputStream extends FilterInputStream {

        private long position;
        private long limit = MAX_LENGTH;

        private BoundedInputStream(InputStream content) {
            super(content);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position > limit) {
                throw new IOException("The value is too long");
            }
            var read = super.read(bytes, offset, length);
            position += Math.max(0, read);
            return read;
        }
    }
}
