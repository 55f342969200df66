package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Answers a Java Error like any other failure. */
@ExtendWith(OutputCaptureExtension.class)
class FailureFilterTests {

    private static final FilterChain FAILING = (_, _) -> {
        throw new StackOverflowError();
    };

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/contact/stop");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final FailureResponder failures = new FailureResponder(new ErrorResponses(new JsonMapper()));

    @Test
    void answersAnErrorAndLogsItOnce(CapturedOutput output) throws Exception {
        new FailureFilter(failures).doFilter(request, response, FAILING);

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(output).containsOnlyOnce("A request failed").contains("StackOverflowError");
    }

    @Test
    void countsAnErrorAsAFailure() throws Exception {
        var meters = new SimpleMeterRegistry();

        new ApiRequestFilter(new Operations(), failures, meters).doFilter(request, response, FAILING);

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(meters.find("recontact.requests").timers())
                .filteredOn(timer -> timer.count() > 0)
                .singleElement()
                .satisfies(timer -> assertThat(timer.getId().getTag("outcome")).isEqualTo("InternalServiceException"));
    }
}
