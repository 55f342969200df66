package io.recontact.chat.attachment;

import io.recontact.api.InvalidParameterException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The allowed files: extensions of file names, and the content types of each extension. */
final class AllowedFileTypes {

    private static final Pattern ENTRY = Pattern.compile(
            "(?<extension>[a-z0-9]+)=(?<types>[a-z0-9.+-]+/[a-z0-9.+-]+(\\|[a-z0-9.+-]+/[a-z0-9.+-]+)*)");

    private final SortedMap<String, List<String>> byExtension;

    private AllowedFileTypes(SortedMap<String, List<String>> byExtension) {
        this.byExtension = byExtension;
    }

    /** Parses the entries of the setting, such as {@code png=image/png}. */
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
     * Returns the content type under which a file is stored: the first one of its extension.
     *
     * @throws InvalidParameterException if the extension is not allowed, or the declared type does not belong to it
     */
    String require(String name, String contentType) {
        requirePlain(name);
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var types = byExtension.get(extension);
        if (types == null || !name.contains(".")) {
            throw new InvalidParameterException("AttachmentName must end in one of %s"
                    .formatted(byExtension.keySet().stream().map(e -> "." + e).collect(Collectors.joining(" "))));
        }
        // Parameters after a semicolon, such as the charset, do not matter.
        var declared = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(declared)) {
            throw new InvalidParameterException(
                    "ContentType of a .%s file must be %s".formatted(extension, String.join(" or ", types)));
        }
        return types.getFirst();
    }

    /** The name becomes part of a header, and a file name at the client that downloads it. */
    private static void requirePlain(String name) {
        if (name.codePoints().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
            throw new InvalidParameterException("AttachmentName must be the name of a file, without a path");
        }
    }
}
