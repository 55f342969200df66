package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.Application;
import io.recontact.console.People;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The administrator of a first start, from the printed link to a queue of their own, by clicks. */
@ExtendWith({BrowserExtension.class, OutputCaptureExtension.class})
class FirstSignInTests {

    @Test
    void anAdministratorFollowsTheLinkAndConfiguresAQueue(CapturedOutput output, @TempDir Path folder) {
        try (var node = new SpringApplicationBuilder(Application.class)
                        .run(
                                "--server.port=0",
                                "--recontact.shutdown.drain=0s",
                                "--recontact.data-dir=" + folder,
                                "--recontact.seed=docs/examples/seed",
                                "--recontact.access-keys[0].id=" + Service.KEY_ID,
                                "--recontact.access-keys[0].secret=" + Service.KEY_SECRET,
                                "--spring.datasource.url=" + TestDatabase.freshDatabaseUrl(),
                                "--spring.datasource.username=" + TestDatabase.username(),
                                "--spring.datasource.password=" + TestDatabase.password());
                var browser = Chromium.start(Node.endpointOf(node))) {
            follow(browser, output.toString());
            createAQueue(browser);
            changeIt(browser);
            deleteIt(browser);
            assertThat(browser.problems()).isEmpty();
        }
    }

    private static void follow(Chromium browser, String output) {
        var begin = output.lastIndexOf("/console/sign-in#");
        browser.open(output.substring(begin, output.indexOf('\n', begin)).strip());
        browser.type("[name=password][minlength]", People.PASSWORD);
        browser.type("[name=repeated]", People.PASSWORD);
        browser.click("form[action='/console/password'] button");
        browser.awaitText("Hello, admin");
    }

    private static void createAQueue(Chromium browser) {
        browser.click(By.linkText("Configuration"));
        browser.click(By.cssSelector(".card[href='/console/configuration/queues']"));
        browser.click(By.linkText("New queue"));
        browser.type("[name=Name]", "Refunds");
        browser.type("[name=Description]", "Money back");
        new Select(browser.find("[name=HoursOfOperationId]")).selectByVisibleText("Office hours");
        browser.type("[name=MaxContacts]", "7");
        save(browser);
        browser.awaitText("Money back");
    }

    private static void changeIt(Chromium browser) {
        browser.click(By.linkText("Edit"));
        browser.type("[name=Name]", "Refunds and returns");
        new Select(browser.find("[name=Status]")).selectByValue("DISABLED");
        save(browser);
        browser.awaitText("Saved.");
        browser.click(By.linkText("Queues"));
        browser.awaitText("Disabled. Money back");
        assertThat(browser.find("tbody").getText()).contains("Refunds and returns", "Orders", "Returns");
    }

    private static void deleteIt(Chromium browser) {
        browser.click(By.linkText("Refunds and returns"));
        browser.click(By.linkText("Delete…"));
        browser.awaitText("Delete Refunds and returns?");
        browser.click("main form button[type=submit]");
        browser.awaitText("New queue");
        assertThat(browser.find("tbody").getText()).contains("Orders").doesNotContain("Refunds and returns");
    }

    private static void save(Chromium browser) {
        browser.click("main.form form button[type=submit]");
    }
}
