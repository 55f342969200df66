package io.recontact.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot print the message instead of a stack trace. */
class StartupExceptionFailureAnalyzer extends AbstractFailureAnalyzer<StartupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartupException refusal) {
        return new FailureAnalysis(String.valueOf(refusal.getMessage()), null, refusal);
    }
}
