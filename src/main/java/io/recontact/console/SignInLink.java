package io.recontact.console;

import io.recontact.api.ResourceConflictException;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.Passwords;
import io.recontact.configuration.ServiceUrl;
import io.recontact.configuration.UserCredential;
import io.recontact.configuration.UserCredentialService;
import io.recontact.database.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints a link that signs the first administrator in, at each start until it has chosen a password. The one-time
 * password is in the fragment of the link, which browsers do not send, so that no proxy and no access log sees it. The
 * link goes to the standard output, not to the log.
 */
@Component
@ConsoleEnabled
class SignInLink {

    private static final Logger log = LoggerFactory.getLogger(SignInLink.class);

    private static final String FILE = "console-password";

    private final FirstAdministratorRepository administrators;
    private final InstanceService instances;
    private final UserCredentialService credentials;
    private final Passwords passwords;
    private final DataDirectory folder;

    SignInLink(
            FirstAdministratorRepository administrators,
            InstanceService instances,
            UserCredentialService credentials,
            Passwords passwords,
            DataDirectory folder) {
        this.administrators = administrators;
        this.instances = instances;
        this.credentials = credentials;
        this.passwords = passwords;
        this.folder = folder;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        ServiceUrl.of(event)
                .ifPresent(url -> administrators
                        .find()
                        .flatMap(created -> credentials.find(created.instance(), created.user()))
                        .filter(UserCredential::isOneTime)
                        .ifPresentOrElse(
                                user -> print(url, user), () -> log.info("The console is at {}/console", url)));
    }

    private void print(URI url, UserCredential user) {
        try {
            System.out.printf(
                    "%n  Sign in to the console (the link works once):%n%n  %s%n%n",
                    link(url, instances.require(user.instance()), user, oneTimePassword(user)));
        } catch (ResourceConflictException _) {
            log.info("Another node has just given the administrator a one-time password, and prints it");
        }
    }

    static String link(URI url, Instance instance, UserCredential user, String password) {
        return Stream.of(Objects.requireNonNullElse(instance.alias(), ""), user.username(), password)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", url + "/console/sign-in#", ""));
    }

    /** Returns the password in the file if it still works, else a new one. */
    private String oneTimePassword(UserCredential user) {
        var kept = read();
        if (kept != null && passwords.matches(kept, user.password())) {
            return kept;
        }
        var password = credentials.reset(user.instance(), user.user());
        try {
            folder.writePrivately(FILE, password + System.lineSeparator());
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "The administrator's one-time password cannot be kept in the data directory ({}); the printed link"
                            + " has it",
                    e.getClass().getSimpleName());
        }
        return password;
    }

    private @Nullable String read() {
        try {
            var file = folder.file(FILE);
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException | RuntimeException _) {
            // Without the file there is a new password.
            return null;
        }
    }
}
