package io.recontact.console.web.contacts;

import io.recontact.contact.search.ContactLineage;
import io.recontact.contact.search.ContactLineage.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * A lineage as boxes and lines: each contact is to the right of those that it follows from.
 *
 * @param width in pixels
 * @param height in pixels
 */
record LineageDrawing(int width, int height, List<Box> boxes, List<Line> lines) {

    private static final int BOX_WIDTH = 172;
    private static final int BOX_HEIGHT = 56;
    private static final int COLUMN = BOX_WIDTH + 70;
    private static final int ROW = BOX_HEIGHT + 22;
    private static final int MARGIN = 8;

    /** A contact. */
    record Box(int x, int y, UUID id, String title, String text, boolean isRequested) {}

    /** A line from a contact to one that follows from it, as the path of SVG. */
    record Line(String path, String kind, boolean isWeak) {}

    static LineageDrawing of(List<ContactLineage> lineage) {
        var column = new LinkedHashMap<UUID, Integer>();
        var height = new HashMap<Integer, Integer>();
        var boxes = new LinkedHashMap<UUID, Box>();
        // Oldest first, so those that a contact follows from are there already.
        for (var member : lineage) {
            var contact = member.contact();
            var depth = member.followsFrom().stream()
                    .mapToInt(link -> column.getOrDefault(link.contactId(), -1) + 1)
                    .max()
                    .orElse(0);
            column.put(contact.id(), depth);
            var row = height.merge(depth, 1, Integer::sum) - 1;
            boxes.put(
                    contact.id(),
                    new Box(
                            MARGIN + depth * COLUMN,
                            MARGIN + row * ROW,
                            contact.id(),
                            "%s, %s"
                                    .formatted(
                                            ContactSearchController.word(contact.channel()),
                                            ContactSearchController.word(contact.initiationMethod())),
                            Times.text(contact.initiatedAt()),
                            member.position() == Position.REQUESTED));
        }
        var lines = new ArrayList<Line>();
        for (var member : lineage) {
            for (var link : member.followsFrom()) {
                var from = boxes.get(link.contactId());
                var to = boxes.get(member.contact().id());
                if (from != null && to != null) {
                    lines.add(new Line(
                            path(from, to),
                            ContactSearchController.word(link.kind()),
                            link.kind() != ContactLineage.Kind.PREVIOUS));
                }
            }
        }
        var right = boxes.values().stream().mapToInt(Box::x).max().orElse(0);
        var bottom = boxes.values().stream().mapToInt(Box::y).max().orElse(0);
        return new LineageDrawing(
                right + BOX_WIDTH + MARGIN, bottom + BOX_HEIGHT + MARGIN, List.copyOf(boxes.values()), lines);
    }

    private static String path(Box from, Box to) {
        var startX = from.x() + BOX_WIDTH;
        var startY = from.y() + BOX_HEIGHT / 2;
        var endX = to.x() - 6;
        var endY = to.y() + BOX_HEIGHT / 2;
        var middle = (startX + endX) / 2;
        return "M%d %dC%d %d %d %d %d %d".formatted(startX, startY, middle, startY, middle, endY, endX, endY);
    }
}
