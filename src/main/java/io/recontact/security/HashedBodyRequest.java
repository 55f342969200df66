package io.recontact.security;

import io.recontact.api.InvalidSignatureException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature covers the hash that its header states, and whose body is read later. The end of the body
 * is reached only if the body has that hash. Until then nobody knows whether the caller has signed it.
 */
final class HashedBodyRequest extends HttpServletRequestWrapper {

    private final String hash;

    @Nullable private ServletInputStream stream;

    HashedBodyRequest(HttpServletRequest request, String hash) {
        super(request);
        this.hash = hash;
    }

    static InvalidSignatureException otherBody() {
        return new InvalidSignatureException(
                "The value of x-amz-content-sha256 is not the hash of the body that was received.");
    }

    /** Returns the body. A read of its end throws {@link InvalidSignatureException} if the hash is another one. */
    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new HashedStream(super.getInputStream(), hash);
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class HashedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final String hash;
        private final MessageDigest digest = Sha256.digest();

        /** The hash of the whole body, once it has been read. */
        @Nullable private String received;

        private HashedStream(ServletInputStream body, String hash) {
            this.body = body;
            this.hash = hash;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            if (read > 0) {
                digest.update(target, offset, read);
            } else if (read < 0) {
                if (received == null) {
                    received = HexFormat.of().formatHex(digest.digest());
                }
                if (!received.equals(hash)) {
                    throw otherBody();
                }
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return hash.equals(received);
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is read in the thread of the request");
        }
    }
}
