package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Resolves controller parameters of type {@link Paging} from the query parameters maxResults and nextToken. A
 * {@link PageSize} at the parameter bounds maxResults; without one the bound is {@link Paging#MAX}.
 */
@Component
class PagingArgumentResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Paging resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var named = parameter.getParameterAnnotation(PageSize.class);
        var max = named == null ? Paging.MAX : named.value();
        var operation = Operation.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        return Paging.of(
                operation.name(), size(request.getParameter("maxResults"), max), request.getParameter("nextToken"));
    }

    private static int size(@Nullable String text, int max) {
        if (text == null) {
            return Math.min(Paging.DEFAULT, max);
        }
        try {
            var size = Integer.parseInt(text);
            if (size >= 1 && size <= max) {
                return size;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw new InvalidParameterException("MaxResults is not a number from 1 to %d".formatted(max));
    }
}
