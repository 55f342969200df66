package io.recontact.push;

import io.recontact.api.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes notifications as text: the id of the sending node in the first line, then one line for each notification,
 * {@code session} or {@code session item}.
 */
record NotificationCodec(UUID node) {

    private static final Pattern LINES = Pattern.compile("\n");
    private static final int ID_LENGTH = 36;

    /** Writes notifications into as few texts as possible. */
    List<String> write(Collection<Notification> notifications) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder(node.toString());
        int bytes = ID_LENGTH;
        for (var notification : notifications) {
            var line = notification.ephemeralItem() == null
                    ? notification.session().toString()
                    : notification.session() + " " + notification.ephemeralItem();
            int lineBytes = 1 + line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + lineBytes > NodeNotifications.MAX_BYTES && bytes > ID_LENGTH) {
                texts.add(text.toString());
                text = new StringBuilder(node.toString());
                bytes = ID_LENGTH;
            }
            text.append('\n').append(line);
            bytes += lineBytes;
        }
        texts.add(text.toString());
        return texts;
    }

    /** The notifications of another node; empty if this node sent the text. */
    List<Notification> read(String text) {
        var lines = LINES.split(text, -1);
        if (lines[0].equals(node.toString())) {
            return List.of();
        }
        var notifications = new ArrayList<Notification>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            var line = lines[i];
            notifications.add(new Notification(
                    new SessionId(UUID.fromString(line.substring(0, ID_LENGTH))),
                    line.length() > ID_LENGTH ? line.substring(ID_LENGTH + 1) : null));
        }
        return notifications;
    }
}
