package io.recontact.transcript;

/** A range of sequences, both ends included. */
record Range(long first, long last) {

    static final Range ALL = new Range(1, Long.MAX_VALUE);

    Range startingAt(long sequence) {
        return new Range(Math.max(first, sequence), last);
    }

    Range endingAt(long sequence) {
        return new Range(first, Math.min(last, sequence));
    }
}
