package io.recontact.console.web;

import io.recontact.api.FailureResponder;
import io.recontact.console.ConsoleEnabled;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Answers with a page where the API answers with JSON. */
@ControllerAdvice(basePackages = "io.recontact.console")
@ConsoleEnabled
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleExceptionAdvice {

    private final LayoutAdvice layouts;

    ConsoleExceptionAdvice(LayoutAdvice layouts) {
        this.layouts = layouts;
    }

    @ExceptionHandler
    ModelAndView failed(Exception failure, HttpServletRequest request) {
        var code = code(failure, request);
        var status = Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.BAD_REQUEST);
        var page = new ModelAndView(ErrorPages.VIEW, status);
        page.addObject("layout", layouts.layout(request));
        page.addObject("error", ErrorPages.ErrorText.of(status));
        return page;
    }

    /** Spring's own exceptions are about the request, and so is a parameter that is not of its type. */
    private static int code(Exception failure, HttpServletRequest request) {
        return switch (failure) {
            case ErrorResponse refusal -> refusal.getStatusCode().value();
            case MethodArgumentTypeMismatchException _ -> HttpStatus.BAD_REQUEST.value();
            default -> FailureResponder.answer(request, failure).getStatusCode().value();
        };
    }
}
