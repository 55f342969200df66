package io.recontact.history;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.TooManyRequestsException;
import io.recontact.configuration.InstanceService;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.stereotype.Service;

/**
 * Imports the bodies of requests. A body goes into a temporary file without a name first, because only its end proves
 * that the caller has signed it. So a body that is forged, too large or incomplete stores nothing.
 */
@Service
public class ImportRequestService {

    private static final int BUFFER = 64 * 1024;

    private final ImportService imports;
    private final ImportRunService runs;
    private final InstanceService instances;
    private final ImportProperties settings;
    private final Semaphore places;

    ImportRequestService(
            ImportService imports, ImportRunService runs, InstanceService instances, ImportProperties settings) {
        this.imports = imports;
        this.runs = runs;
        this.instances = instances;
        this.settings = settings;
        this.places = new Semaphore(settings.atOnce());
    }

    /**
     * Imports a body with values in its lines. Goes on if the caller disconnects after the body has arrived.
     *
     * @param accessKeyId the key that signed the request
     * @param length the Content-Length; negative if there is none
     * @throws ResourceNotFoundException if the instance does not exist
     * @throws TooManyRequestsException if this node imports as much as it may already
     * @throws InvalidRequestException if the body is too large, or is not gzip although it should be
     */
    public ImportRunService.Completed receive(
            InstanceId instance, String accessKeyId, InputStream body, long length, boolean isGzip) throws IOException {
        instances.require(instance);
        if (length > settings.maxSize().toBytes()) {
            throw tooLarge();
        }
        if (!places.tryAcquire()) {
            throw new TooManyRequestsException(
                    "This node runs %d imports by request already".formatted(settings.atOnce()));
        }
        try (var content = spool(body)) {
            return runs.record(instance, ImportRun.Source.REQUEST, accessKeyId, _ -> {}, progress -> {
                try {
                    return imports.importLines(instance, open(content, isGzip), progress);
                } catch (EOFException | ZipException _) {
                    // Contains nothing that the caller needs.
                    throw new InvalidRequestException(
                            "The body is not complete gzip data. What came before the defect may be imported");
                }
            });
        } finally {
            places.release();
        }
    }

    private FileChannel spool(InputStream body) throws IOException {
        // Only its owner may read a temporary file. Deletion on close removes its name at once, on all systems of Unix.
        var content = FileChannel.open(
                Files.createTempFile("recontact-import", ".ndjson"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            var file = Channels.newOutputStream(content);
            var buffer = new byte[BUFFER];
            long size = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > settings.maxSize().toBytes()) {
                    throw tooLarge();
                }
                file.write(buffer, 0, read);
            }
            return content.position(0);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    private static InputStream open(FileChannel content, boolean isGzip) throws IOException {
        var stream = Channels.newInputStream(content);
        return isGzip ? new GZIPInputStream(stream, BUFFER) : stream;
    }

    private InvalidRequestException tooLarge() {
        return new InvalidRequestException("The body is larger than the %d bytes of recontact.import.max-size"
                .formatted(settings.maxSize().toBytes()));
    }
}
