package io.recontact.widget.web;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.widget.WidgetEnabled;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Serves {@link WidgetFiles} to everybody. */
@Controller
@WidgetEnabled
class WidgetFileController {

    /** The time for which pages use an old script after an update of the service. */
    private static final Duration LOADER_AGE = Duration.ofMinutes(10);

    private final WidgetFiles files;

    WidgetFileController(WidgetFiles files) {
        this.files = files;
    }

    @GetMapping(WidgetPaths.SCRIPT)
    ResponseEntity<byte[]> script(
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
        return find(
                WidgetFiles.LOADER,
                encodings,
                ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(LOADER_AGE).cachePublic())
                        // Weak, because it is the same for both encodings.
                        .eTag("W/\"%s\"".formatted(files.version()))
                        // Pages that isolate themselves may load it as well.
                        .header("Cross-Origin-Resource-Policy", "cross-origin"));
    }

    @GetMapping(WidgetPaths.FILES + "{version}/{name}")
    ResponseEntity<byte[]> file(
            @PathVariable String version,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
        // During an update a node may be asked for files of another version; nobody may keep its own under that name.
        return find(
                name,
                encodings,
                ResponseEntity.ok()
                        .cacheControl(
                                version.equals(files.version())
                                        ? CacheControl.maxAge(Duration.ofDays(365))
                                                .cachePublic()
                                                .immutable()
                                        : CacheControl.noStore()));
    }

    private ResponseEntity<byte[]> find(String name, String encodings, ResponseEntity.BodyBuilder answer) {
        return files.write(name, encodings, answer)
                .orElseThrow(() -> new ResourceNotFoundException("The widget has no such file"));
    }
}
