package io.recontact.chat.attachment;

import io.recontact.api.InvalidParameterException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files that may be attached: extensions of their names, and the content types that go with each. */
final class AllowedFileTypes {

    private static final Pattern ENTRY = Pattern.compile(
            "(?<extension>[a-z0-9]+)=(?<types>[a-z0-9.+-]+/[a-z0-9.+-]+(\\|[a-z0-9.+-]+/[a-z0-9.+-]+)*)");

    private final SortedMap<String, List<String>> byExtension;

    private AllowedFileTypes(SortedMap<String, List<String>> byExtension) {
        this.byExtension = byExtension;
    }

    /** The types of a setting. */
    static AllowedFileTypes parse(List<String> entries) {
        var byExtension = new TreeMap<String, List<String>>();
        for (var entry : entries) {
            var match = ENTRY.matcher(entry.strip().toLowerCase(Locale.ROOT));
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "recontact.attachments.types has an entry that is not extension=content/type: " + entry);
            }
            byExtension.put(
                    match.group("extension"), List.of(match.group("types").split("\\|")));
        }
        return new AllowedFileTypes(byExtension);
    }

    /**
     * The content type that a file is kept as: the first of those that go with its extension.
     *
     * @throws InvalidParameterException if no such file may be attached, or it is declared to be something else
     */
    String require(String name, String contentType) {
        requirePlain(name);
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var types = byExtension.get(extension);
        if (types == null || !name.contains(".")) {
            throw new InvalidParameterException("AttachmentName must end in one of %s"
                    .formatted(byExtension.keySet().stream().map(e -> "." + e).collect(Collectors.joining(" "))));
        }
        // What follows a semicolon is how it is encoded, not what it is.
        var declared = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(declared)) {
            throw new InvalidParameterException(
                    "ContentType of a .%s file must be %s".formatted(extension, String.join(" or ", types)));
        }
        return types.getFirst();
    }

    /** A name becomes a header, and at whoever downloads it a file. */
    private static void requirePlain(String name) {
        if (name.codePoints().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
            throw new InvalidParameterException("AttachmentName must be the name of a file, without a path");
        }
    }
}
