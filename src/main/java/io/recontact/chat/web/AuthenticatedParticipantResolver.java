package io.recontact.chat.web;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.AuthenticatedParticipant;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.token.TokenType;
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

/** Resolves parameters with {@link AuthenticatedParticipant} to the participant of the request. */
@Component
class AuthenticatedParticipantResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    static final String HEADER = "X-Amz-Bearer";

    private final ParticipantAuthenticator authenticator;

    AuthenticatedParticipantResolver(ParticipantAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(AuthenticatedParticipant.class)
                && parameter.getParameterType().equals(ParticipantId.class);
    }

    @Override
    public ParticipantId resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var token = request.getHeader(HEADER);
        var type = Objects.requireNonNull(parameter.getParameterAnnotation(AuthenticatedParticipant.class))
                .value();
        return type == TokenType.PARTICIPANT
                ? authenticator.verifyParticipantToken(token)
                : authenticator.verify(type, token);
    }
}
