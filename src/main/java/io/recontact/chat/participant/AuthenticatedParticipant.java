package io.recontact.chat.participant;

import io.recontact.chat.token.TokenType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of a controller that takes the participant whose token the header {@code X-Amz-Bearer} holds.
 * Controllers of this module and of the modules above use it. The token is the only credential; the header
 * {@code Authorization} is ignored.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuthenticatedParticipant {

    /** The type of token that the operation requires. */
    TokenType value();
}
