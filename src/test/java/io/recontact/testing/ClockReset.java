package io.recontact.testing;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Sets the clock back to the real time after each test, also after a failed one. */
class ClockReset implements TestExecutionListener {

    @Override
    public void afterTestMethod(TestContext test) {
        test.getApplicationContext().getBean(MutableClock.class).reset();
    }
}
