package io.recontact.console.web.configuration;

import io.recontact.console.web.configuration.FlowBlocks.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flow as boxes and lines. A box is as far to the right as its block is from the first one; blocks that nothing leads
 * to are in the last column.
 *
 * @param width in pixels
 * @param height in pixels
 */
record FlowDrawing(int width, int height, List<Box> boxes, List<Line> lines) {

    static final int BOX_WIDTH = 216;
    static final int BOX_HEIGHT = 58;

    private static final int COLUMN = BOX_WIDTH + 64;
    private static final int ROW = BOX_HEIGHT + 30;
    private static final int MARGIN = 24;
    private static final int MAX_TITLE = 26;
    private static final int MAX_TEXT = 28;

    /**
     * A block.
     *
     * @param number its number in the list of blocks, from 1
     * @param isReached false if no branch leads to it
     */
    record Box(
            int x,
            int y,
            int number,
            String id,
            String title,
            String text,
            boolean isStart,
            boolean isReached,
            boolean isCurrent,
            List<Exit> exits) {}

    /** A branch in the list of blocks. */
    record Exit(String label, int number, String title, boolean isError) {}

    /** A branch, as the path of SVG. */
    record Line(String path, String title, boolean isError) {}

    /**
     * Draws blocks.
     *
     * @param current the identifier of the block that a contact is in; null for none
     */
    static FlowDrawing of(FlowBlocks blocks, @Nullable String current) {
        var columns = columns(blocks);
        var numbers = new HashMap<String, Integer>();
        columns.keySet().forEach(id -> numbers.put(id, numbers.size() + 1));
        var last = columns.values().stream().mapToInt(depth -> depth).max().orElse(0);
        var unreached = blocks.byId().size() > columns.size() ? last + 1 : last;
        blocks.byId().keySet().forEach(id -> numbers.putIfAbsent(id, numbers.size() + 1));
        var heights = new HashMap<Integer, Integer>();
        var boxes = new LinkedHashMap<String, Box>();
        numbers.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(numbered -> {
            var block = blocks.byId().get(numbered.getKey());
            if (block != null) {
                var column = columns.getOrDefault(block.id(), unreached);
                var row = heights.merge(column, 1, Integer::sum) - 1;
                boxes.put(
                        block.id(),
                        new Box(
                                MARGIN + column * COLUMN,
                                MARGIN + row * ROW,
                                numbered.getValue(),
                                block.id(),
                                cut(block.title(), MAX_TITLE),
                                cut(block.text().isEmpty() ? block.id() : block.text(), MAX_TEXT),
                                block.id().equals(blocks.start()),
                                columns.containsKey(block.id()),
                                block.id().equals(current),
                                exits(block, blocks, numbers)));
            }
        });
        var right = boxes.values().stream().mapToInt(Box::x).max().orElse(0);
        var bottom = boxes.values().stream().mapToInt(Box::y).max().orElse(0);
        return new FlowDrawing(
                right + BOX_WIDTH + MARGIN,
                bottom + BOX_HEIGHT + MARGIN,
                List.copyOf(boxes.values()),
                lines(blocks, boxes));
    }

    /** Returns the distance of each block from the first one, nearest first. */
    private static Map<String, Integer> columns(FlowBlocks blocks) {
        var depths = new LinkedHashMap<String, Integer>();
        var next = new ArrayDeque<String>();
        var start = blocks.start();
        if (start != null && blocks.byId().containsKey(start)) {
            depths.put(start, 0);
            next.add(start);
        }
        while (!next.isEmpty()) {
            var id = next.remove();
            var depth = depths.getOrDefault(id, 0);
            var block = blocks.byId().get(id);
            for (var branch : block == null ? List.<FlowBlocks.Branch>of() : block.branches()) {
                if (blocks.byId().containsKey(branch.target())
                        && depths.putIfAbsent(branch.target(), depth + 1) == null) {
                    next.add(branch.target());
                }
            }
        }
        return depths;
    }

    private static List<Exit> exits(Block block, FlowBlocks blocks, Map<String, Integer> numbers) {
        var exits = new ArrayList<Exit>();
        for (var branch : block.branches()) {
            var target = blocks.byId().get(branch.target());
            if (target != null) {
                exits.add(new Exit(
                        branch.label(), numbers.getOrDefault(target.id(), 0), target.title(), branch.isError()));
            }
        }
        return exits;
    }

    private static List<Line> lines(FlowBlocks blocks, Map<String, Box> boxes) {
        var lines = new ArrayList<Line>();
        for (var from : boxes.values()) {
            var block = blocks.byId().get(from.id());
            for (var branch : block == null ? List.<FlowBlocks.Branch>of() : block.branches()) {
                var to = boxes.get(branch.target());
                if (to != null) {
                    lines.add(new Line(
                            path(from, to), branch.label().isEmpty() ? "Next" : branch.label(), branch.isError()));
                }
            }
        }
        return lines;
    }

    /** A line to a box on the right is a curve; one back, or within a column, goes around below the boxes. */
    private static String path(Box from, Box to) {
        var startX = from.x() + BOX_WIDTH;
        var startY = from.y() + BOX_HEIGHT / 2;
        var endX = to.x() - 6;
        var endY = to.y() + BOX_HEIGHT / 2;
        if (to.x() > from.x()) {
            var middle = (startX + endX) / 2;
            return "M%d %dC%d %d %d %d %d %d".formatted(startX, startY, middle, startY, middle, endY, endX, endY);
        }
        var below = Math.max(from.y(), to.y()) + BOX_HEIGHT + ROW / 6;
        return "M%d %dC%d %d %d %d %d %dS%d %d %d %d"
                .formatted(
                        startX,
                        startY,
                        startX + 40,
                        startY,
                        startX + 40,
                        below,
                        (startX + endX) / 2,
                        below,
                        endX - 34,
                        endY,
                        endX,
                        endY);
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max - 1) + "…" : text;
    }
}
