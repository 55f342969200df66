package io.recontact.console.web.configuration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page with a form.
 *
 * @param kind the kind of resource that the form is about; null if it is about none
 * @param cancel the path of the page to return to
 * @param deletion the path to delete what is shown at once; null if the form has no such button
 */
record FormPage(
        @Nullable ResourceKind kind,
        String title,
        String action,
        String cancel,
        @Nullable String deletion) {

    static FormPage of(@Nullable ResourceKind kind, String title, String action, String cancel) {
        return new FormPage(kind, title, action, cancel, null);
    }

    FormPage deletedBy(String path) {
        return new FormPage(kind, title, action, cancel, path);
    }

    /** Shows a form to fill in. */
    ModelAndView show(Form form, String seen) {
        return show(form, seen, HttpStatus.OK);
    }

    /** Shows a form with what is wrong. */
    ModelAndView refuse(Form form, String seen) {
        return show(form, seen, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView show(Form form, String seen, HttpStatus status) {
        var page = new ModelAndView("console/configuration/form", status);
        page.addObject("kind", kind);
        page.addObject("title", title);
        page.addObject("action", action);
        page.addObject("cancel", cancel);
        page.addObject("deletion", deletion);
        page.addObject("form", form);
        page.addObject("seen", seen);
        return page;
    }
}
