package io.recontact.widget.web;

import io.recontact.widget.WidgetEnabled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The scripts and style sheets of the widget. */
@Component
@WidgetEnabled
class WidgetFiles {

    /** The script for other pages, whose URL must stay the same. */
    static final String LOADER = "widget.js";

    private static final String[] NAMES = {
        LOADER,
        "chat.css",
        "chat.js",
        "connection.js",
        "conversation.js",
        "elements.js",
        "host.js",
        "interactive.js",
        "transcript.js",
        "trial.css"
    };

    private final Map<String, byte[]> contents = new TreeMap<>();
    private final Map<String, byte[]> compressed = new TreeMap<>();
    private final String version;

    WidgetFiles() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : NAMES) {
                var content = new ClassPathResource("widget/" + name).getContentAsByteArray();
                contents.put(name, content);
                compressed.put(name, compress(content));
                digest.update(content);
            }
            version = HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compress(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Returns a digest of all files. It is in their URLs, so that browsers keep them for good. */
    String version() {
        return version;
    }

    /** Writes a file, compressed for whoever accepts that; empty if there is no such file. */
    Optional<ResponseEntity<byte[]>> write(String name, String encodings, ResponseEntity.BodyBuilder answer) {
        var content = contents.get(name);
        if (content == null) {
            return Optional.empty();
        }
        answer.header(HttpHeaders.CONTENT_TYPE, mediaType(name) + ";charset=utf-8")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return Optional.of(
                encodings.contains("gzip")
                        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(compressed.get(name))
                        : answer.body(content));
    }

    private static String mediaType(String name) {
        return name.endsWith(".js") ? "text/javascript" : "text/css";
    }
}
