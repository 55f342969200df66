package io.recontact.console.web;

import io.recontact.console.ConsoleEnabled;
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
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The style sheets and scripts of the pages. Their URLs contain a digest, so browsers keep them for good. */
@Component
@ConsoleEnabled
public class Assets {

    private static final String OWN = "console/";

    private final Map<String, Asset> byName = new TreeMap<>();
    private final String version;

    Assets() {
        addLibrary("pico.css", "picocss__pico", "css/pico.min.css", "text/css");
        addLibrary("htmx.js", "htmx.org", "dist/htmx.min.js", "text/javascript");
        addLibrary("htmx-sse.js", "htmx-ext-sse", "sse.js", "text/javascript");
        add("console.css", new ClassPathResource(OWN + "console.css"), "text/css");
        add("console.js", new ClassPathResource(OWN + "console.js"), "text/javascript");
        add("icon.svg", new ClassPathResource(OWN + "icon.svg"), "image/svg+xml");
        version = digest();
    }

    /** A file, also compressed with gzip. */
    static final class Asset {

        private final String mediaType;
        private final byte[] content;
        private final byte[] compressed;

        private Asset(String mediaType, byte[] content, byte[] compressed) {
            this.mediaType = mediaType;
            this.content = content;
            this.compressed = compressed;
        }

        String mediaType() {
            return mediaType;
        }

        byte[] content() {
            return content.clone();
        }

        byte[] compressed() {
            return compressed.clone();
        }
    }

    /** Returns the path of a file. */
    public String path(String name) {
        if (!byName.containsKey(name)) {
            throw new IllegalArgumentException("There is no asset " + name);
        }
        return "%s%s/%s".formatted(ConsolePaths.ASSETS, version, name);
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void addLibrary(String name, String library, String path, String mediaType) {
        try {
            // The folder between them is the version.
            var found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath:META-INF/resources/webjars/%s/*/%s".formatted(library, path));
            if (found.length != 1) {
                throw new IllegalStateException("%s is there %d times".formatted(path, found.length));
            }
            add(name, found[0], mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, Resource file, String mediaType) {
        try {
            var content = file.getContentAsByteArray();
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(content);
            }
            byName.put(name, new Asset(mediaType, content, compressed.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byName.values().forEach(asset -> digest.update(asset.content()));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
