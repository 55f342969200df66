package io.recontact.chat.web;

import io.recontact.chat.TokenKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The participant whose token is in {@code X-Amz-Bearer}: the only credential there; {@code Authorization} is ignored.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Bearer {

    /** Which kind of token the operation takes. */
    TokenKind value();
}
