package io.recontact.api;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Lets each test see the log lines that it causes, however many the tests before it have caused. */
public class LogSamplerReset implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext test) {
        LogSampler.reset();
    }
}
