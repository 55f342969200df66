package io.recontact.console.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Chromium and its driver are installed. */
final class BrowserPrograms {

    private static final Logger log = LoggerFactory.getLogger(BrowserPrograms.class);

    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/snap/bin",
            "/opt/homebrew/bin",
            "/usr/lib/chromium",
            "/opt/google/chrome",
            "/Applications/Google Chrome.app/Contents/MacOS",
            "/Applications/Chromium.app/Contents/MacOS");

    private static final Optional<Path> CHROMIUM =
            find("chromium", "chromium-browser", "google-chrome", "chrome", "Google Chrome", "Chromium");

    private static final Optional<Path> DRIVER = find("chromedriver", "chromium.chromedriver");

    private static final Optional<String> REASON_TO_SKIP = Optional.ofNullable(
                    System.getenv("CI") != null
                            ? "CI is set"
                            : CHROMIUM.isEmpty()
                                    ? "Chromium is not installed"
                                    : DRIVER.isEmpty() ? "chromedriver is not installed" : null)
            .map("The console is not tested in a browser: %s"::formatted);

    static {
        // Once for all classes. Maven counts skipped tests, but does not give the reason.
        REASON_TO_SKIP.ifPresent(log::warn);
    }

    private BrowserPrograms() {}

    static Optional<String> reasonToSkip() {
        return REASON_TO_SKIP;
    }

    static Path chromium() {
        return CHROMIUM.orElseThrow();
    }

    static Path driver() {
        return DRIVER.orElseThrow();
    }

    private static Optional<Path> find(String... names) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), USUAL_PLACES.stream())
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
