package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Reference;
import software.amazon.awssdk.services.connect.model.ReferenceType;

/** The actions on the page of a contact: files, legal holds, stop, erasure and export. */
@ServiceTest
class ContactActionTests {

    private static final String HOSTILE = "<script>alert(1)</script>\"'";

    private final Service.Calls calls;
    private final JdbcClient jdbc;
    private People people;
    private Browser ada;

    ContactActionTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
        people.inProfile("ada", "Admin");
        ada = signedIn("ada");
    }

    private Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    private static String path(String contact) {
        return "/console/contacts/" + contact;
    }

    private boolean exists(String contact) {
        return ada.get(path(contact)).statusCode() == 200;
    }

    @Test
    void downloadsTheFilesOfATranscript() {
        var chat = people.tenant().start(_ -> {});
        var customer = calls.joined(chat.participantToken());
        var file = new AttachmentCalls(customer).attach("a\"<b>.txt", "text/plain", AttachmentCalls.text("<script>hi"));
        var link = path(chat.contactId()) + "/attachments/" + file;

        assertThat(ada.get(path(chat.contactId())).body()).contains("href=\"" + link + "\"", "a&quot;&lt;b&gt;.txt");
        var answer = ada.get(link);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<script>hi");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("sandbox");
        assertThat(jdbc.sql(
                                "select count(*) from transcript_access where contact_id = cast(? as uuid) and kind = 'DOWNLOAD'")
                        .param(chat.contactId())
                        .query(Integer.class)
                        .single())
                .isOne();
        var other = people.tenant().start();
        assertThat(ada.get(path(other) + "/attachments/" + file).statusCode()).isEqualTo(404);
        assertThat(ada.get(path(other) + "/attachments/x").statusCode()).isEqualTo(400);
        people.user("rea", "ContactSearch.View", "ContactTranscripts.Unredacted.Access");
        assertThat(signedIn("rea").get(path(chat.contactId())).body())
                .contains("a&quot;&lt;b&gt;.txt")
                .doesNotContain("/attachments/");
    }

    @Test
    void stopsAContact() {
        var contact = people.tenant().start();
        assertThat(target(ada.submit(path(contact), path(contact) + "/stop", Map.of())))
                .isEqualTo(path(contact));

        assertThat(ada.get(path(contact)).body()).contains("Ended: API").doesNotContain("Stop the contact");
        var again = ada.submit("/console/password", path(contact) + "/stop", Map.of());
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("role=\"alert\"", "has already ended");
    }

    @Test
    void aRequestWithoutATokenStopsNothing() {
        var contact = people.tenant().start();

        assertThat(ada.post(path(contact) + "/stop", Map.of()).statusCode()).isEqualTo(403);

        assertThat(ada.get(path(contact)).body()).contains(">Active<");
    }

    @Test
    void placesAndReleasesHolds() {
        var contact = people.tenant().startAndStop();
        assertThat(ada.get(path(contact)).body()).contains("None in force");

        ada.submit(path(contact), path(contact) + "/holds", Map.of("reason", HOSTILE));

        var page = ada.get(path(contact)).body();
        assertThat(page).contains("This conversation", "&lt;script&gt;").doesNotContain("<script>alert");
        var erasure = Map.of("scope", "contact", "reason", "test", "confirmed", "true");
        var refused = ada.submit(path(contact) + "/erase", path(contact) + "/erase", erasure);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("role=\"alert\"", "legal hold");

        var release = Pattern.compile("action=\"([^\"]+/release)\"").matcher(page);
        assertThat(release.find()).isTrue();
        assertThat(target(ada.submit(path(contact), release.group(1), Map.of("reason", "over"))))
                .isEqualTo(path(contact));

        assertThat(ada.get(path(contact)).body()).contains("None in force");
        var again = ada.submit(path(contact), release.group(1), Map.of("reason", "over"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("released already");
    }

    @Test
    void refusesHoldsThatCannotBe() {
        var contact = people.tenant().start();
        for (var fields : List.<Map<String, String>>of(
                Map.of(),
                Map.of("reason", "  "),
                Map.of("reason", "x".repeat(1001)),
                Map.of("reason", "a", "scope", "customer"))) {
            var answer = ada.submit(path(contact), path(contact) + "/holds", fields);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("role=\"alert\"", "None in force");
        }
        for (var hold : new String[] {"x", UUID.randomUUID().toString()}) {
            var answer = ada.submit(
                    path(contact), path(contact) + "/holds/%s/release".formatted(hold), Map.of("reason", "over"));
            assertThat(answer.statusCode()).isEqualTo(422);
        }
    }

    @Test
    void holdsACustomer() {
        var first = people.tenant().start(chat -> chat.customerId("c-1")).contactId();
        var second = people.tenant().start(chat -> chat.customerId("c-1")).contactId();
        var other = people.tenant().start(chat -> chat.customerId("c-2")).contactId();

        ada.submit(path(first), path(first) + "/holds", Map.of("reason", "claim", "scope", "customer"));

        assertThat(ada.get(path(second)).body()).contains("All of the customer", "claim");
        assertThat(ada.get(path(other)).body()).contains("None in force");
    }

    @Test
    void erasesAConversation() {
        var contact = people.tenant().startAndStop();
        var erase = path(contact) + "/erase";
        assertThat(ada.get(path(contact)).body()).contains(erase);
        assertThat(ada.get(erase).body()).contains(contact, "This conversation").doesNotContain("All of the customer");

        var unconfirmed = ada.submit(erase, erase, Map.of("reason", "asked \"for\" it"));
        assertThat(unconfirmed.statusCode()).isEqualTo(422);
        assertThat(unconfirmed.body()).contains("role=\"alert\"", "value=\"asked &quot;for&quot; it\"");
        assertThat(ada.submit(erase, erase, Map.of("confirmed", "true")).statusCode())
                .isEqualTo(422);
        assertThat(exists(contact)).isTrue();
        var erased = ada.submit(erase, erase, Map.of("reason", "asked for it", "confirmed", "true"));

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.body()).contains("rows are deleted");
        assertThat(exists(contact)).isFalse();
        assertThat(jdbc.sql("select requested_by from erasure where contact_id = cast(? as uuid)")
                        .param(contact)
                        .query(String.class)
                        .single())
                .startsWith("user/");
    }

    @Test
    void erasesACustomerAndKeepsWhatHasNotEnded() {
        var ended = people.tenant().start(chat -> chat.customerId(HOSTILE)).contactId();
        people.tenant().stop(ended);
        var live = people.tenant().start(chat -> chat.customerId(HOSTILE)).contactId();
        var erase = path(live) + "/erase";
        assertThat(ada.get(erase).body()).contains("2 conversations").doesNotContain("<script>alert");

        var erased =
                ada.submit(erase, erase, Map.of("scope", "customer", "reason", "asked for it", "confirmed", "true"));

        assertThat(erased.body()).contains("1 of the conversations remain");
        assertThat(exists(ended)).isFalse();
        assertThat(exists(live)).isTrue();
    }

    @Test
    void exportsACustomer() {
        var contact = people.tenant().start(chat -> chat.customerId("c-1")).contactId();
        var export = path(contact) + "/customer-export";
        assertThat(ada.get(path(contact)).body()).contains(export);

        var answer = ada.get(export);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(answer.body()).startsWith("PK").contains("contacts/%s.json".formatted(contact), "manifest.json");
        var without = people.tenant().start();
        assertThat(ada.get(path(without)).body()).doesNotContain("customer-export");
        assertThat(ada.get(path(without) + "/customer-export").statusCode()).isEqualTo(400);
    }

    @Test
    void showsReferencesAndLinksOnlyAddressesOfTheWeb() {
        var contact = people.tenant().start();
        people.connect()
                .updateContact(request -> request.instanceId(people.instance())
                        .contactId(contact)
                        .references(Map.of(
                                "order", reference("https://shop.example/orders/7"),
                                "evil", reference("javascript:alert(1)"))));

        assertThat(ada.get(path(contact)).body())
                .contains("href=\"https://shop.example/orders/7\"", ">javascript:alert(1)<")
                .doesNotContain("href=\"javascript:");
    }

    private static Reference reference(String address) {
        return Reference.builder().type(ReferenceType.URL).value(address).build();
    }

    @Test
    void whoMayOnlyReadHasNoForms() {
        var contact = people.tenant().start(chat -> chat.customerId("c-1")).contactId();
        people.user("rea", "ContactSearch.View");

        assertThat(signedIn("rea").get(path(contact)).body())
                .doesNotContain("<form id=", "/erase", "/stop", "/holds", "customer-export", "Legal holds");
    }
}
