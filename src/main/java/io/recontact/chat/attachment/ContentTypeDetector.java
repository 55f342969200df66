package io.recontact.chat.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;
import org.springframework.stereotype.Component;

/** Checks the declared type of a file by its first bytes. */
@Component
class ContentTypeDetector {

    /** Returns whether a file with these first bytes can be of a type. */
    boolean allows(byte[] beginning, String contentType) {
        var declared = normalized(MediaType.parse(contentType));
        var found = normalized(detect(beginning));
        if (found.equals(declared)) {
            return true;
        }
        var isText = declared.getType().equals("text");
        if (found.equals(MediaType.OCTET_STREAM)) {
            // Tika returns octet-stream for unknown bytes. That proves nothing, except that they may be text.
            return isText && mayBeText(beginning);
        }
        // Tika detects a document as a ZIP archive or an office container; only its name identifies its type.
        var registry = types().getMediaTypeRegistry();
        if (registry.isSpecializationOf(declared, found)) {
            return true;
        }
        // Text that looks like mail, a web page or a program is still text.
        return registry.isSpecializationOf(found, isText ? MediaType.TEXT_PLAIN : declared);
    }

    /** Accepts text in an unknown encoding: its only control characters lay text out or switch character sets. */
    private static boolean mayBeText(byte[] beginning) {
        for (byte b : beginning) {
            if (b >= 0 && b < ' ' && "\t\n\f\r\u001b".indexOf(b) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Detects by the bytes alone. With a name, Tika would trust its extension for unknown bytes. */
    private MediaType detect(byte[] beginning) {
        var length = Math.min(beginning.length, types().getMinLength());
        try (var stream = TikaInputStream.get(Arrays.copyOf(beginning, length))) {
            return types().detect(stream, new Metadata(), new ParseContext());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read bytes in memory", e);
        }
    }

    private MediaType normalized(MediaType type) {
        return types().getMediaTypeRegistry().normalize(type.getBaseType());
    }

    /** Tika's types. It reads them at the first call, so a start need not wait for them. */
    private static MimeTypes types() {
        return MimeTypes.getDefaultMimeTypes();
    }
}
