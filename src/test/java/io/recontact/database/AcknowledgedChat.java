package io.recontact.database;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chat whose start was acknowledged, with its acknowledged messages. */
final class AcknowledgedChat {

    final String contact;
    final String token;
    final @Nullable AcknowledgedChat past;
    final List<Said> said = new CopyOnWriteArrayList<>();
    volatile String attribute = "";
    volatile boolean isEnded;

    AcknowledgedChat(String contact, String token, @Nullable AcknowledgedChat past) {
        this.contact = contact;
        this.token = token;
        this.past = past;
    }

    int length() {
        return past == null ? 1 : past.length() + 1;
    }

    /** The ids of all messages so far, past messages first. */
    List<String> ids() {
        return Stream.concat(
                        past == null ? Stream.of() : past.ids().stream(),
                        said.stream().map(Said::id))
                .toList();
    }

    /** An acknowledged message. */
    record Said(String id, String content) {
        @Override
        public String toString() {
            return id + ' ' + content;
        }
    }
}
