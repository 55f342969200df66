package io.recontact.console.web;

import io.recontact.api.ResourceNotFoundException;
import io.recontact.console.ConsoleEnabled;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Serves {@link Assets} to everybody. */
@Controller
@ConsoleEnabled
class AssetController {

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/console/assets/{version}/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String name, @RequestHeader(name = "Accept-Encoding", defaultValue = "") String encodings) {
        var asset = assets.find(name).orElseThrow(() -> new ResourceNotFoundException("There is no such asset"));
        var answer = ResponseEntity.ok()
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType() + ";charset=utf-8")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("X-Content-Type-Options", "nosniff");
        return encodings.contains("gzip")
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.compressed())
                : answer.body(asset.content());
    }
}
