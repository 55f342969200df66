package io.recontact.security;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Resolves controller parameters of type {@link InstanceId} and {@link ResourceId} from the path, whose label has the
 * name of the id's class. It checks that the caller may access the instance, but not that the instance or the resource
 * exists.
 *
 * <p>Spring resolves parameters in their order. Methods declare these after the body, so that errors in the body are
 * reported first.
 */
@Component
class PathIdArgumentResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final AdmittedCallers callers;

    PathIdArgumentResolver(AdmittedCallers callers) {
        this.callers = callers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == InstanceId.class
                || ResourceId.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var exchange = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var instance = callers.of(exchange).instance(text(exchange, "InstanceId"));
        if (parameter.getParameterType() == InstanceId.class) {
            return instance;
        }
        var type = parameter.getParameterType();
        var named = variables(exchange).containsKey(type.getSimpleName());
        var member = named ? type.getSimpleName() : "InitialContactId";
        var parse = ReflectionUtils.findMethod(type, "parse", InstanceId.class, String.class, String.class);
        return Objects.requireNonNull(ReflectionUtils.invokeMethod(
                Objects.requireNonNull(parse), null, instance, member, text(exchange, member)));
    }

    private static String text(HttpServletRequest exchange, String member) {
        return (String) Objects.requireNonNull(variables(exchange).get(member));
    }

    private static Map<?, ?> variables(HttpServletRequest exchange) {
        return (Map<?, ?>) exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    }
}
