package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.annotations.Immutable;

/** A function, bot or origin that is associated with an instance. */
@Entity
@Immutable
public class InstanceAssociation {

    /** The kind of resource that is associated. */
    public enum Type {
        LAMBDA_FUNCTION,
        /** A bot of Lex V1, by name and region. */
        LEX_BOT,
        /** A bot of Lex V2, by the ARN of its alias. */
        LEX_V2_BOT,
        APPROVED_ORIGIN;

        /** Returns its name for messages, such as {@code Lambda function}. */
        String label() {
            return name().charAt(0)
                    + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Names what is associated.
     *
     * @param region the region of a bot of Lex V1; otherwise empty
     */
    public record Target(Type type, String name, String region) {

        private static final Pattern ARN = Pattern.compile("arn:[!-~]{1,136}");

        /** A scheme, a host and perhaps a port, as browsers send them. */
        private static final Pattern ORIGIN = Pattern.compile("(?=.{1,267}$)https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");

        /**
         * Returns a Lambda function.
         *
         * @throws InvalidParameterException if the text is no ARN of at most 140 characters
         */
        public static Target function(String arn) {
            if (!ARN.matcher(arn).matches()) {
                throw new InvalidParameterException("FunctionArn is not an ARN");
            }
            return of(Type.LAMBDA_FUNCTION, arn);
        }

        /**
         * Returns an approved origin.
         *
         * @throws InvalidParameterException if the text is no origin of at most 267 characters
         */
        public static Target origin(String origin) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new InvalidParameterException("Origin is not an origin such as https://app.example.com");
            }
            return of(Type.APPROVED_ORIGIN, origin);
        }

        /** Returns a target that has no region. */
        public static Target of(Type type, String name) {
            return new Target(type, name, "");
        }
    }

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Type type;

    private String name;
    private String region;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected InstanceAssociation() {}

    /** Returns the id, which orders lists. */
    public UUID id() {
        return id;
    }

    /** Returns what is associated. */
    public Target target() {
        return new Target(type, name, region);
    }
}
