package io.recontact.configuration.web;

import io.recontact.configuration.TagService;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates a TagMap of the model: 1 to 50 tags; keys of 1 to 128 characters that do not start with {@code aws:};
 * values of up to 256 characters.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Tags.Check.class)
@interface Tags {

    /** The pattern of keys. */
    String KEY = TagService.KEY;

    String message() default "must have 1 to 50 tags with keys and values as the model bounds them";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<Tags, Map<String, String>> {

        private static final int MAX_TAGS = 50;
        private static final int MAX_VALUE = 256;
        private static final Pattern KEY = Pattern.compile(Tags.KEY);

        @Override
        public boolean isValid(@Nullable Map<String, String> tags, ConstraintValidatorContext context) {
            if (tags == null) {
                return true;
            }
            return !tags.isEmpty()
                    && tags.size() <= MAX_TAGS
                    && tags.entrySet().stream()
                            .allMatch(tag -> KEY.matcher(tag.getKey()).matches()
                                    && tag.getValue() != null
                                    && tag.getValue().length() <= MAX_VALUE);
        }
    }
}
