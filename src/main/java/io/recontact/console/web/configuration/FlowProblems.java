package io.recontact.console.web.configuration;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Finds the lines of a flow's content that its problems are about. */
final class FlowProblems {

    private static final int MAX_EXCERPT = 160;

    /** The beginning of a problem that names a member, such as {@code Actions[3].Parameters.Text}. */
    private static final Pattern PLACE = Pattern.compile("^[A-Za-z]+(\\[\\d+]|\\.[A-Za-z]+)*(?= )");

    private static final Pattern LAST_PART = Pattern.compile("(\\.[A-Za-z]+|\\[\\d+])$");

    private static final JsonFactory PARSERS = new JsonFactory();

    private static final JsonMapper PRETTY = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FlowProblems() {}

    /**
     * A problem.
     *
     * @param line the number of its line, from 1; null if it is about no line
     * @param excerpt the text of the line
     */
    record Problem(String text, @Nullable Integer line, String excerpt) {}

    /** Returns content on several lines. Content that already has lines, or that is not JSON, stays as it is. */
    static String onLines(String content) {
        if (content.strip().contains("\n")) {
            return content;
        }
        try {
            return PRETTY.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(PRETTY.readTree(content))
                    .replace("\r\n", "\n");
        } catch (JacksonException _) {
            return content; // its problems are shown
        }
    }

    static List<Problem> locate(String content, List<String> problems) {
        var lines = content.lines().toList();
        var places = new HashMap<String, Integer>();
        var end = read(content, places);
        return problems.stream()
                .map(problem -> {
                    var line = line(problem, places).or(() -> end).orElse(null);
                    return new Problem(problem, line, line == null ? "" : excerpt(lines, line));
                })
                .toList();
    }

    private static String excerpt(List<String> lines, int line) {
        if (line < 1 || line > lines.size()) {
            return "";
        }
        var text = lines.get(line - 1).strip();
        return text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT) + "…" : text;
    }

    /** Finds the member of a problem, or the nearest one around it that the content has. */
    private static Optional<Integer> line(String problem, Map<String, Integer> places) {
        var matcher = PLACE.matcher(problem);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (var place = matcher.group(); ; ) {
            var line = places.get(place);
            if (line != null) {
                return Optional.of(line);
            }
            var shorter = LAST_PART.matcher(place).replaceFirst("");
            if (shorter.equals(place)) {
                return Optional.empty();
            }
            place = shorter;
        }
    }

    /** Reads the lines of all members, and returns the line of what is not JSON. */
    private static Optional<Integer> read(String content, Map<String, Integer> places) {
        try (var parser = PARSERS.createParser(ObjectReadContext.empty(), content)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME || token.isScalarValue() || token.isStructStart()) {
                    var context =
                            token.isStructStart() ? parser.streamReadContext().getParent() : parser.streamReadContext();
                    places.putIfAbsent(
                            path(context), parser.currentTokenLocation().getLineNr());
                }
            }
            return Optional.empty();
        } catch (JacksonException e) {
            var location = e.getLocation();
            return location == null ? Optional.empty() : Optional.of(location.getLineNr());
        }
    }

    private static String path(@Nullable TokenStreamContext innermost) {
        var parts = new ArrayDeque<String>();
        for (var context = innermost; context != null; context = context.getParent()) {
            if (context.inObject()) {
                parts.addFirst("." + context.currentName());
            } else if (context.inArray()) {
                parts.addFirst("[%d]".formatted(context.getCurrentIndex()));
            }
        }
        var path = String.join("", parts);
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
