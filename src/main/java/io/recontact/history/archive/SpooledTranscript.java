package io.recontact.history.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A complete transcript file before it is stored. It is in a temporary file without a name, so memory does not grow
 * with its length, no connection to the database waits for a store, and a killed node leaves nothing.
 *
 * @param sha256 the SHA-256 of the content in hexadecimal
 */
record SpooledTranscript(FileChannel content, String sha256) implements Closeable {

    /** Writes the content of a transcript. */
    interface Source {
        void writeTo(OutputStream stream) throws IOException;
    }

    static SpooledTranscript of(Source source) throws IOException {
        // Only its owner may read a temporary file.
        var file = Files.createTempFile("recontact-transcript", ".json");
        var content = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var stream = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(content), digest));
            source.writeTo(stream);
            stream.flush();
            return new SpooledTranscript(content, HexFormat.of().formatHex(digest.digest()));
        } catch (GeneralSecurityException e) {
            content.close();
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
