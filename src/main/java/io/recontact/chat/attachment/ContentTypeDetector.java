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

/** Tells by the first bytes of a file whether it can be what it is declared to be. */
@Component
class ContentTypeDetector {

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /** Whether a file that begins so can be of a type. */
    boolean allows(byte[] beginning, String contentType) {
        var declared = normalized(MediaType.parse(contentType));
        var found = normalized(detect(beginning));
        if (found.equals(declared)) {
            return true;
        }
        var isText = declared.getType().equals("text");
        if (found.equals(MediaType.OCTET_STREAM)) {
            // Unknown bytes are the parent of every type, and prove nothing but that they may be text.
            return isText && mayBeText(beginning);
        }
        // A document is found to be a ZIP archive, or the file of an office program: which one, only its name tells.
        var registry = types.getMediaTypeRegistry();
        if (registry.isSpecializationOf(declared, found)) {
            return true;
        }
        // Text may look like mail, a web page or a program, and is text all the same.
        return registry.isSpecializationOf(found, isText ? MediaType.TEXT_PLAIN : declared);
    }

    /**
     * Text in an encoding that nothing tells: of the control characters it has those that lay text out, or switch sets.
     */
    private static boolean mayBeText(byte[] beginning) {
        for (byte b : beginning) {
            if (b >= 0 && b < ' ' && "\t\n\f\r\u001b".indexOf(b) < 0) {
                return false;
            }
        }
        return true;
    }

    /** By the bytes alone: with a name, whatever has no magic would be what its name says. */
    private MediaType detect(byte[] beginning) {
        var length = Math.min(beginning.length, types.getMinLength());
        try (var stream = TikaInputStream.get(Arrays.copyOf(beginning, length))) {
            return types.detect(stream, new Metadata(), new ParseContext());
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can be read", e);
        }
    }

    private MediaType normalized(MediaType type) {
        return types.getMediaTypeRegistry().normalize(type.getBaseType());
    }
}
