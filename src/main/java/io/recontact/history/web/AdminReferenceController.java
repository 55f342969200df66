package io.recontact.history.web;

import io.recontact.api.RootLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the admin API, for everyone: as its OpenAPI document, and as a page. */
@RestController
class AdminReferenceController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final SingletonSupplier<byte[]> page = SingletonSupplier.of(() -> AdminReference.page(document()));

    @Bean
    static RootLink adminReferenceLink() {
        return new RootLink("/admin/v1", "Admin API, to read and search past chats");
    }

    @GetMapping("/admin/v1")
    ResponseEntity<byte[]> getAdminReference() {
        return ResponseEntity.ok()
                .contentType(HTML)
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(page.obtain());
    }

    @GetMapping("/admin/v1/openapi.yaml")
    ResponseEntity<byte[]> getAdminOpenApi() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_YAML)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(document());
    }

    private static byte[] document() {
        try (var document = AdminReferenceController.class.getResourceAsStream("admin-v1.yaml")) {
            return Objects.requireNonNull(document, "The build packs docs/admin-v1.yaml")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
