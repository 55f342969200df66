package io.recontact.chat.transcript;

/** A range of sequences, both ends included. */
record SequenceRange(long first, long last) {

    static final SequenceRange ALL = new SequenceRange(1, Long.MAX_VALUE);

    SequenceRange startingAt(long sequence) {
        return new SequenceRange(Math.max(first, sequence), last);
    }

    SequenceRange endingAt(long sequence) {
        return new SequenceRange(first, Math.min(last, sequence));
    }
}
