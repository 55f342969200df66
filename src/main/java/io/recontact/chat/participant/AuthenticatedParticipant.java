package io.recontact.chat.participant;

import io.recontact.chat.token.TokenType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a controller, in this module or above it, that takes the participant whose token is in
 * {@code X-Amz-AuthenticatedParticipant}: the only credential there; {@code Authorization} is ignored.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuthenticatedParticipant {

    /** Which kind of token the operation takes. */
    TokenType value();
}
