package io.recontact.chat.attachment;

import io.recontact.startup.SettingBounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits and storage of attachments. The defaults are the limits of January 2023 (Administrator Guide, "Amazon Connect
 * feature specifications").
 *
 * @param maxSize the maximum size of a file, at least one byte
 * @param types the allowed extensions of file names with their content types, such as
 *     {@code png=image/png,csv=text/csv|application/vnd.ms-excel}; the content of a file must be of the first type
 * @param perConversation the maximum number of files of a chat, at least 1
 * @param uploadWithin the duration for which the URL of an upload is valid; positive
 * @param completeWithin the time after which an upload that was not completed is deleted; at least {@code uploadWithin}
 * @param store where new files are stored: {@code POSTGRES} or {@code FILES}; existing files stay where they are
 * @param path the folder for {@code FILES}, shared by all nodes; required for it
 * @param sweepEvery the pause between two runs of the job that deletes the content of removed attachments; positive
 */
@ConfigurationProperties("recontact.attachments")
record AttachmentProperties(
        @DefaultValue("20MB") DataSize maxSize,

        @DefaultValue({
            // Browsers on systems with Excel declare a CSV file to be a workbook.
            "csv=text/csv|application/vnd.ms-excel",
            "doc=application/msword",
            "docx=application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "jpeg=image/jpeg",
            "jpg=image/jpeg",
            "pdf=application/pdf",
            "png=image/png",
            "ppt=application/vnd.ms-powerpoint",
            "pptx=application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "txt=text/plain",
            "wav=audio/wav|audio/x-wav|audio/wave|audio/vnd.wave",
            "xls=application/vnd.ms-excel",
            "xlsx=application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        })
        List<String> types,

        @DefaultValue("35") int perConversation,
        @DefaultValue("5m") Duration uploadWithin,
        @DefaultValue("1h") Duration completeWithin,
        @DefaultValue("POSTGRES") Store store,
        @Nullable Path path,
        @DefaultValue("1m") Duration sweepEvery) {

    /** The stores of files. */
    enum Store {
        POSTGRES,
        FILES
    }

    AttachmentProperties {
        types = List.copyOf(types);
        AllowedFileTypes.parse(types); // fails at startup rather than at the first upload
        SettingBounds.requirePositive("recontact.attachments.max-size", maxSize.toBytes());
        SettingBounds.requirePositive("recontact.attachments.per-conversation", perConversation);
        SettingBounds.requirePositive("recontact.attachments.sweep-every", sweepEvery);
        SettingBounds.requirePositive("recontact.attachments.upload-within", uploadWithin);
        if (completeWithin.compareTo(uploadWithin) < 0) {
            throw new IllegalArgumentException(
                    "recontact.attachments.complete-within must be no shorter than recontact.attachments.upload-within");
        }
        if (path != null && path.toString().isBlank()) {
            path = null;
        }
        if (store == Store.FILES && path == null) {
            throw new IllegalArgumentException("recontact.attachments.store=FILES needs recontact.attachments.path");
        }
    }
}
