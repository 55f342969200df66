package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes the pictures of the documentation, {@code docs-….png}: a morning at the service desk of the shop. */
@BrowserTest
class DocumentationPicturesTests extends ShopFixture {

    private static final int WIDTH = 1200;

    private final MutableClock clock;
    private final AgentClient grace;
    private final AgentClient alan;

    DocumentationPicturesTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        super(calls);
        this.clock = clock;
        grace = new AgentClient(people.tenant(), raw, GRACE);
        alan = new AgentClient(people.tenant(), raw, ALAN);
    }

    /** A chat of a customer with an agent. */
    private record Chat(String contact, Participant customer, Participant agent) {}

    @Test
    void aMorningAtTheServiceDesk(Chromium other, Chromium desktop) {
        var handled = handled();
        phone(other);
        alan.status("Lunch");
        other.show(Look.LIGHT);
        administrator(other, "olivia@example.com");
        quickReply(other);
        picture(other, "contact", "/console/contacts/" + handled, 860);
        picture(other, "flow", "/console/configuration/flows/" + FLOW, 760);

        grace.available();
        var open = chat(grace, "Jonas Weber", "10482");
        talk(
                open.customer(),
                open.agent(),
                "Hello, I ordered running shoes last week, and the box came with two left shoes.",
                "Oh no! I am sorry about that, Jonas. Is it order 10482?",
                "Yes, size 43, the blue ones.",
                "Thank you. I can send you the right pair today. Keep the box for the way back, the label comes by mail."
                        + " Is the address in Lindenstraße still right?",
                "It is. How long will it take?");
        var unread = chat(grace, "Ana Costa", "10517");
        talk(unread.customer(), unread.agent(), "Hi! Can I still change the delivery date of my order?");
        desk(desktop, "Grace");
        picture(desktop, "desktop", "/console/desktop/" + open.contact(), 760);

        // The offer ends soon.
        start("Liam Byrne", "10533");
        desktop.find("#chats .CONNECTING");
        desktop.screenshotOfWindow("docs-desktop");
        desktop.show(Look.DARK, WIDTH, 760);
        desktop.open("/console/desktop/" + open.contact());
        desktop.screenshotOfWindow("docs-desktop-dark");
        start("Chiara Rossi", "10534");
        picture(other, "board", "/console/board", 720);

        assertThat(other.problems()).isEmpty();
        assertThat(desktop.problems()).isEmpty();
    }

    private static void quickReply(Chromium browser) {
        browser.open("/console/quick-replies");
        browser.type("#new-reply [name=name]", "Greeting");
        browser.type("#new-reply [name=content]", "Hello {{customer}}, this is {{agent}}. How can I help?");
        browser.click("#new-reply button");
        browser.awaitText("How can I help?");
    }

    /** A chat that one agent has passed on to the other, with all that the page of a contact shows. */
    private String handled() {
        grace.available();
        var first = chat(grace, "Mia Berger", "10391");
        talk(
                first.customer(),
                first.agent(),
                "Good morning, my parcel should have come on Monday. The tracking says nothing since Friday.",
                "Good morning, Mia! Let me look where it is.",
                "Thank you",
                "It waits at the depot, the label is damaged. Alan takes care of lost parcels, I pass you on to him.");
        alan.available();
        var next = grace.transferTo(first.contact(), alan);
        grace.clear(first.contact());
        grace.status("Offline");
        var agent = calls.joined(alan.accept(alan.awaitOffer()));
        talk(
                agent,
                first.customer(),
                "Hello Mia, I have told the depot to print a new label. You get it tomorrow before noon.",
                "Wonderful, that was quick!");
        connect.tagContact(
                request -> request.instanceId(INSTANCE).contactId(next).tags(Map.of("reason", "damaged label")));
        alan.end(next);
        alan.clear(next);
        await().until(() -> first.customer().everything().stream()
                .anyMatch(item -> String.valueOf(item.content()).contains("How did we do?")));
        first.customer().say("Very well, thank you!");
        return next;
    }

    private void phone(Chromium customer) {
        customer.show(Look.PHONE, 390, 780);
        var widget = WidgetFrame.open(customer);
        widget.start("Sofia");
        widget.awaitText("Welcome to the shop");
        var agent = calls.joined(alan.accept(alan.awaitOffer()));
        widget.send("Hi! Do you have the trail shoes in 38?");
        agent.say("Hello Sofia, this is Alan. Yes, in green and in grey. Shall I put a pair aside for you?");
        widget.awaitText("in green and in grey");
        widget.send("The green ones, please");
        agent.say("Done. You find them in your basket, and they are yours until tomorrow evening.");
        widget.awaitText("until tomorrow evening");
        widget.awaitNo("Sending…");
        customer.screenshotOfWindow("docs-widget-phone");
        assertThat(customer.problems()).isEmpty();
    }

    /** Starts a chat whose flow has put it into the queue by the time that this returns. */
    private Participant start(String name, String order) {
        var chat = people.tenant()
                .start(request -> request.participantDetails(details -> details.displayName(name))
                        .attributes(Map.of("order", order, "language", "English"))
                        .customerId("customer-" + order));
        return calls.joined(chat.participantToken());
    }

    private Chat chat(AgentClient agent, String name, String order) {
        var customer = start(name, order);
        var contact = agent.awaitOffer();
        return new Chat(contact, customer, calls.joined(agent.accept(contact)));
    }

    /** One says something and then the other, with half a minute in between. */
    private void talk(Participant first, Participant second, String... messages) {
        for (int i = 0; i < messages.length; i++) {
            clock.advance(Duration.ofSeconds(27));
            (i % 2 == 0 ? first : second).say(messages[i]);
        }
    }

    private static void picture(Chromium browser, String name, String path, int height) {
        browser.show(Look.LIGHT, WIDTH, height);
        browser.open(path);
        browser.screenshotOfWindow("docs-" + name);
    }
}
