package io.recontact.chat.attachment;

import java.io.InputStream;

/**
 * A content, piece by piece. The first piece is there from the start, so that what is missing shows before an answer.
 */
class ContentStream extends InputStream {

    /** What is in memory of a download. */
    private static final int PIECE = 256 * 1024;

    private final AttachmentContentService contents;
    private final StoredContent content;
    private final long size;
    private byte[] piece = new byte[0];
    /** The place of the piece in the content, and of the next byte in the piece. */
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

    /** Makes sure that there is a next byte; false at the end. */
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
            throw new IllegalStateException("Content %s is shorter than it was".formatted(content.id()));
        }
        return true;
    }
}
