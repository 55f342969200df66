package io.recontact.chat.web;

import io.recontact.chat.Admission;
import io.recontact.chat.Bearer;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.TokenKind;
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

/** Gives controllers the participant that a request is from. */
@Component
class BearerArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    static final String HEADER = "X-Amz-Bearer";

    private final Admission admission;

    BearerArgument(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Bearer.class)
                && parameter.getParameterType().equals(ParticipantId.class);
    }

    @Override
    public ParticipantId resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var token = request.getHeader(HEADER);
        var kind = Objects.requireNonNull(parameter.getParameterAnnotation(Bearer.class))
                .value();
        return kind == TokenKind.PARTICIPANT ? admission.byParticipantToken(token) : admission.by(kind, token);
    }
}
