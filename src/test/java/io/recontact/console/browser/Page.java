package io.recontact.console.browser;

import io.recontact.console.People;
import java.util.function.Consumer;

/**
 * A page as a test opens it.
 *
 * @param name names the screenshots
 * @param pattern the path that the code maps
 * @param path the path to open, with ids of the {@link Scene} in braces
 * @param steps what to do once the page is open
 */
record Page(String name, String pattern, String path, Role role, Consumer<Chromium> steps) {

    /** A page that an administrator opens; what is in braces is an id of the scene. */
    static Page of(String name, String pattern) {
        return new Page(name, pattern, pattern, Role.ADMINISTRATOR, _ -> {});
    }

    /** The same page at another path or with a query. */
    Page at(String other) {
        return new Page(name, pattern, other, role, steps);
    }

    /** The page as somebody else sees it. */
    Page as(Role other) {
        return new Page(name, pattern, path, other, steps);
    }

    /** The page after some steps. */
    Page then(Consumer<Chromium> next) {
        return new Page(name, pattern, path, role, steps.andThen(next));
    }

    void open(Chromium browser, Scene scene) {
        browser.signInAs(scene.people().alias(), scene.username(role), People.PASSWORD);
        browser.open(scene.ids().fillIn(path));
        steps.accept(browser);
        browser.awaitParts();
    }
}
