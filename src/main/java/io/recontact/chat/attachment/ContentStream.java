package io.recontact.chat.attachment;

import java.io.InputStream;

/**
 * Reads a content piece by piece. The constructor reads the first piece, so that a missing content fails before the
 * response begins.
 */
class ContentStream extends InputStream {

    /** The size of a piece in memory. */
    private static final int PIECE = 256 * 1024;

    private final AttachmentContentService contents;
    private final StoredContent content;
    private final long size;
    private byte[] piece = new byte[0];
    /** The offset of the piece in the content; {@link #next} is the index of the next byte in the piece. */
    private long offset;

    private int next;

    ContentStream(AttachmentContentService contents, StoredContent content, long size) {
        this.contents = contents;
        this.content = content;
        this.size = size;
        fill();
    }

    @Override
    public int read() {
        return fill() ? piece[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int start, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int number = Math.min(length, piece.length - next);
        System.arraycopy(piece, next, target, start, number);
        next += number;
        return number;
    }

    /** Reads the next piece if necessary; false at the end. */
    private boolean fill() {
        if (next < piece.length) {
            return true;
        }
        offset += piece.length;
        if (offset == size) {
            return false;
        }
        piece = contents.read(content, offset, (int) Math.min(PIECE, size - offset));
        next = 0;
        if (piece.length == 0) {
            throw new IllegalStateException("Content %s is shorter than its attachment".formatted(content.id()));
        }
        return true;
    }
}
