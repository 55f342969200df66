package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Converts query parameters as the model defines them. Spring's own conversion is made for HTML forms: it trims text,
 * treats an empty parameter as absent and splits lists at commas. A strict converter would not help, because Spring
 * falls back to its property editors.
 */
@Configuration(proxyBeanMethods = false)
class StrictParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        if (registry instanceof ConversionService conversions) {
            registry.addConverter(new SingleItemConverter(conversions));
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            for (var parameter : method.getMethodParameters()) {
                var annotation = parameter.getParameterAnnotation(RequestParam.class);
                if (annotation != null) {
                    check(request, name(annotation, parameter), ResolvableType.forMethodParameter(parameter));
                }
            }
        }
        return true;
    }

    private static String name(RequestParam annotation, MethodParameter parameter) {
        return annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name();
    }

    private static void check(HttpServletRequest request, String name, ResolvableType type) {
        var item = type.hasGenerics() ? type.getGeneric(0).toClass() : type.toClass();
        var values = request.getParameterValues(name);
        if (values == null) {
            return;
        }
        for (var value : values) {
            if (item == Integer.class && !INTEGER.matcher(value).matches()) {
                throw new InvalidParameterException("%s is not an integer".formatted(MemberNames.ofProperty(name)));
            }
            if (item.isEnum()
                    && Stream.of(item.getEnumConstants())
                            .noneMatch(one -> ((Enum<?>) one).name().equals(value))) {
                throw new InvalidParameterException(
                        "%s is not one of the values it may have".formatted(MemberNames.ofProperty(name)));
            }
        }
    }

    /** Converts a list of one item, which arrives as text and may contain a comma, as tags do. */
    private record SingleItemConverter(ConversionService conversions) implements GenericConverter {

        private static final TypeDescriptor TEXTS = TypeDescriptor.array(TypeDescriptor.valueOf(String.class));

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, Collection.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object text, TypeDescriptor from, TypeDescriptor to) {
            return conversions.convert(new String[] {(String) text}, TEXTS, to);
        }
    }
}
