package io.recontact.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A request whose body has been read completely, so that its signature can be checked before anything parses it. */
public final class CachedBodyRequest extends HttpServletRequestWrapper {

    /** 2 MiB. The largest document of the model, flow content of 256,000 characters, fits even if each is an escape. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private final byte[] bytes;

    private CachedBodyRequest(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
    }

    /**
     * Reads the body.
     *
     * @throws InvalidRequestException if it is larger than 2 MiB or is not UTF-8
     */
    static CachedBodyRequest read(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new InvalidRequestException("The request body is larger than %d bytes".formatted(MAX_BYTES));
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException _) {
            throw new InvalidRequestException("The request body is not valid UTF-8");
        }
        return new CachedBodyRequest(request, bytes);
    }

    /** Returns the digest of the body. */
    public byte[] digest(MessageDigest function) {
        return function.digest(bytes);
    }

    @Override
    public ServletInputStream getInputStream() {
        var stream = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return stream.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return stream.read(target, offset, length);
            }

            @Override
            public boolean isFinished() {
                return stream.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("The body has been read already");
            }
        };
    }
}
