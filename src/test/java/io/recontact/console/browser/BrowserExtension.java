package io.recontact.console.browser;

import io.recontact.testing.Service;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives test methods a browser for each parameter, and closes it afterwards. Keeps a picture of failures. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace BROWSERS = Namespace.create(BrowserExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return BrowserPrograms.reasonToSkip()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("Chromium and its driver are there"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var service = SpringExtension.getApplicationContext(context).getBean(Service.Calls.class);
        var browser = Chromium.start(service.endpoint());
        context.getStore(BROWSERS).put(parameter.getIndex(), browser);
        return browser;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        for (int index = 0; index < context.getRequiredTestMethod().getParameterCount(); index++) {
            var browser = context.getStore(BROWSERS).get(index, Chromium.class);
            if (browser != null) {
                browser.screenshot(
                        "failed-%s-%d".formatted(context.getRequiredTestMethod().getName(), index));
            }
        }
    }
}
