package io.recontact.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Configures JSON for restJson1: member names in upper camel case, absent members instead of null, instants as seconds
 * with a fraction, and strict readers.
 */
@Configuration(proxyBeanMethods = false)
class ApiJsonConfiguration {

    @Bean
    JsonFactoryBuilderCustomizer strictReading() {
        return factory -> factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    @Bean
    JsonMapperBuilderCustomizer wireFormat() {
        return mapper -> mapper.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .changeDefaultPropertyInclusion(
                        _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule("recontact-wire")
                        .addDeserializer(String.class, new StrictText())
                        .addKeyDeserializer(String.class, new StrictKey())
                        .setDeserializerModifier(new StrictEnums())
                        .addDeserializer(Instant.class, new EpochSecondsReader())
                        .addSerializer(Instant.class, new EpochSecondsWriter()));
    }

    private static final class StrictText extends StdScalarDeserializer<String> {

        StrictText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (String) context.handleUnexpectedToken(context.constructType(String.class), parser);
            }
            var text = parser.getString();
            return StorableText.isStorable(text)
                    ? text
                    : context.reportInputMismatch(this, "NUL or half a surrogate pair");
        }
    }

    private static final class StrictKey extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return StorableText.isStorable(key)
                    ? key
                    : context.reportInputMismatch(String.class, "NUL or half a surrogate pair in a key");
        }
    }

    /** Refuses blanks around the name of a value, which Jackson accepts and the model does not. */
    private static final class StrictEnums extends ValueDeserializerModifier {

        @Override
        public ValueDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            return new StrictEnum(deserializer);
        }
    }

    private static final class StrictEnum extends DelegatingDeserializer {

        StrictEnum(ValueDeserializer<?> forgiving) {
            super(forgiving);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> forgiving) {
            return new StrictEnum(forgiving);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                var text = parser.getString();
                if (text.isEmpty() || !text.equals(text.trim())) {
                    return context.handleWeirdStringValue(handledType(), text, "not the name of a value");
                }
            }
            return super.deserialize(parser, context);
        }
    }

    private static final class EpochSecondsReader extends StdScalarDeserializer<Instant> {

        private static final BigDecimal LATEST = new BigDecimal("253402300799.999");

        EpochSecondsReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), parser);
            }
            var seconds = parser.getDecimalValue();
            if (seconds.abs().compareTo(LATEST) > 0) {
                return context.reportInputMismatch(this, "a time outside of the years 1 to 9999");
            }
            return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
        }
    }

    private static final class EpochSecondsWriter extends StdSerializer<Instant> {

        EpochSecondsWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
            // A decimal keeps milliseconds exact and has no exponent, unlike a double.
            generator.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }
    }
}
