package io.recontact.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs Recontact for the tests of a class. The constructor and the methods may have parameters of the types that
 * {@link RecontactExtension} provides.
 */
@Documented
@ExtendWith(RecontactExtension.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RecontactTest {}
