package io.recontact.configuration;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.Locale;
import java.util.UUID;
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
