package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.security.AdmittedCallers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Resolves controller parameters of type {@link Instance} from the path: reads the instance, which the caller may
 * access and which exists. Methods declare the parameter after the body, so that errors in the body are reported first.
 */
@Component
class InstanceArgumentResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final InstanceService instances;
    private final AdmittedCallers callers;

    InstanceArgumentResolver(InstanceService instances, AdmittedCallers callers) {
        this.instances = instances;
        this.callers = callers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Instance.class;
    }

    @Override
    public Instance resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var exchange = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var labels = (Map<?, ?>) exchange.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        var text = (String) Objects.requireNonNull(labels.get("InstanceId"));
        return instances.require(callers.of(exchange).instance(text));
    }
}
