package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The rules of passwords, and their hashes. A hash costs tens of milliseconds of processor time. */
@Component
public class Passwords {

    /** The pattern of CreateUser in the model. */
    private static final Pattern FORM = Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)\\S{8,64}");

    /** BCrypt ignores what follows. */
    private static final int MAX_BYTES = 72;

    /** Is compared where there is no password, so that the answer takes as long as a wrong password. */
    private static final PasswordHash NOBODYS =
            new PasswordHash("{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy");

    /** Without characters that look alike. */
    private static final String ONE_TIME_CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int ONE_TIME_LENGTH = 24;

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final SecureRandom random = new SecureRandom();

    /**
     * Hashes a password.
     *
     * @throws InvalidParameterException if it does not meet the rules of CreateUser, or has more than 72 bytes in UTF-8
     */
    public PasswordHash hash(String password) {
        if (!FORM.matcher(password).matches()) {
            throw new InvalidParameterException(
                    "Password needs 8 to 64 characters, with a lower-case and an upper-case letter and a digit");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidParameterException("Password has more than %d bytes in UTF-8".formatted(MAX_BYTES));
        }
        return new PasswordHash(encoder.encode(password));
    }

    /** Returns true if the hash is that of the password. Takes as long if there is no hash. */
    public boolean matches(String password, @Nullable PasswordHash hash) {
        var matches = encoder.matches(password, (hash == null ? NOBODYS : hash).value());
        return matches && hash != null;
    }

    /** Returns a random password, of more than 128 bits, that meets the rules. */
    public String newOneTimePassword() {
        while (true) {
            var password = new StringBuilder();
            random.ints(ONE_TIME_LENGTH, 0, ONE_TIME_CHARACTERS.length())
                    .forEach(index -> password.append(ONE_TIME_CHARACTERS.charAt(index)));
            if (FORM.matcher(password).matches()) {
                return password.toString();
            }
        }
    }
}
