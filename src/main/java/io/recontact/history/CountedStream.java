package io.recontact.history;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the progress of an import how much was read. Stands below a buffer, so it is read in large pieces. */
final class CountedStream extends FilterInputStream {

    private final ImportProgress progress;

    CountedStream(InputStream content, ImportProgress progress) {
        super(content);
        this.progress = progress;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            progress.read(read);
        }
        return read;
    }
}
