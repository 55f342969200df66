package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InvalidParameterException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AttachmentPropertiesTests {

    private static AttachmentProperties settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("recontact.attachments", AttachmentProperties.class);
    }

    /** Amazon Connect Administrator Guide, "feature specifications", as of January 2023. */
    @Test
    void areThoseOfTheCloudServiceByDefault() {
        var settings = settings(Map.of());

        assertThat(settings.maxSize().toBytes()).isEqualTo(20 * 1024 * 1024);
        assertThat(settings.perConversation()).isEqualTo(35);
        assertThat(settings.types().stream().map(type -> type.substring(0, type.indexOf('='))))
                .containsExactly(
                        "csv", "doc", "docx", "jpeg", "jpg", "pdf", "png", "ppt", "pptx", "txt", "wav", "xls", "xlsx");
        assertThat(settings.store()).isEqualTo(AttachmentProperties.Store.POSTGRES);
    }

    @Test
    void canBeChanged() {
        var settings = settings(Map.of(
                "recontact.attachments.max-size", "100MB",
                "recontact.attachments.types", "png=image/png, MP4=video/mp4|video/quicktime",
                "recontact.attachments.store", "files",
                "recontact.attachments.path", "/srv/attachments"));

        assertThat(settings.maxSize().toMegabytes()).isEqualTo(100);
        assertThat(settings.path()).isEqualTo(Path.of("/srv/attachments"));
        var types = AllowedFileTypes.parse(settings.types());
        assertThat(types.require("a.mp4", "video/quicktime")).isEqualTo("video/mp4");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> types.require("a.txt", "text/plain"))
                .withMessage("AttachmentName must end in one of .mp4 .png");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> types.require("a.mp4", "image/png"))
                .withMessage("ContentType of a .mp4 file must be video/mp4 or video/quicktime");
    }

    @ParameterizedTest
    @CsvSource({
        "types, png",
        "types, png=image",
        "types, .png=image/png",
        "types, png=image/png|",
        "types, 'png=image/png,\r\nX: y=a/b'",
        "max-size, 0B",
        "upload-within, 0s",
        "complete-within, 1m",
        "store, S3",
        "store, FILES"
    })
    void refuseNonsense(String name, String value) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> settings(Map.of("recontact.attachments." + name, value)));
    }
}
