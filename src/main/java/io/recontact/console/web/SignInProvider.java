package io.recontact.console.web;

import io.recontact.console.ConsoleEnabled;
import io.recontact.console.SignInService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Signs users in for Spring Security. */
@Component
@ConsoleEnabled
class SignInProvider implements AuthenticationProvider {

    private final SignInService signIns;

    SignInProvider(SignInService signIns) {
        this.signIns = signIns;
    }

    @Override
    public Authentication authenticate(Authentication wanted) {
        if (!(wanted.getDetails() instanceof SignInDetails details)) {
            throw new IllegalStateException("A sign-in without details");
        }
        var user = signIns.signIn(new SignInService.Attempt(
                details.instanceAlias(),
                wanted.getName().strip(),
                String.valueOf(wanted.getCredentials()),
                details.isByLink(),
                details.address()));
        return SignedInContexts.authentication(user);
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == UsernamePasswordAuthenticationToken.class;
    }
}
