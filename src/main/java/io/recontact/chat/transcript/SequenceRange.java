package io.recontact.chat.transcript;

/** A range of sequences, both ends included. */
record SequenceRange(long first, long last) {

    static final SequenceRange ALL = new SequenceRange(1, Long.MAX_VALUE);

    static SequenceRange of(ChatSessionRepository.ContactRange contact) {
        var last = contact.getLast();
        return new SequenceRange(contact.getFirst(), last == null ? Long.MAX_VALUE : last);
    }

    SequenceRange startingAt(long sequence) {
        return new SequenceRange(Math.max(first, sequence), last);
    }

    SequenceRange endingAt(long sequence) {
        return new SequenceRange(first, Math.min(last, sequence));
    }
}
