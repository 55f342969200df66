package io.recontact.console.web.configuration;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ServiceException;
import io.recontact.api.StorableText;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.message.MessageService;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectionService;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.participant.ParticipantDisconnectService;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.SortOrder;
import io.recontact.chat.transcript.StartPosition;
import io.recontact.chat.transcript.TranscriptPageService;
import io.recontact.chat.transcript.TranscriptRequest;
import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.Qualifier;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.contacts.TranscriptItems;
import io.recontact.contact.NewChat;
import io.recontact.contact.StartChatContactService;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.flow.FlowPosition;
import io.recontact.flow.FlowPositionService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A chat with a flow, as a customer has it. It is a contact like all others. The page holds the connection token of the
 * customer, so no other page can speak for it, and a reload begins anew.
 */
@Controller
@ConsoleEnabled
@RequestMapping(FlowPages.PATH + "/{id}/test")
class TestChatController {

    private static final Logger log = LoggerFactory.getLogger(TestChatController.class);

    private static final int MAX_ITEMS = 100;
    private static final String NAME = "DisplayName";
    private static final String ATTRIBUTES = "Attributes";

    private static final Field ATTRIBUTE_GRID = Field.grid(
                    ATTRIBUTES,
                    "Contact attributes",
                    List.of(
                            Field.text("Key", "Key", 1000, null).required(),
                            Field.text("Value", "Value", 30_000, null)),
                    List.of())
            .hint("What a page of yours would start the chat with.");

    private final ContactFlowService flows;
    private final StartChatContactService starts;
    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectionService connections;
    private final MessageService messages;
    private final ParticipantDisconnectService disconnects;
    private final TranscriptPageService transcripts;
    private final FlowPositionService positions;

    TestChatController(
            ContactFlowService flows,
            StartChatContactService starts,
            ParticipantAuthenticator authenticator,
            ParticipantConnectionService connections,
            MessageService messages,
            ParticipantDisconnectService disconnects,
            TranscriptPageService transcripts,
            FlowPositionService positions) {
        this.flows = flows;
        this.starts = starts;
        this.authenticator = authenticator;
        this.connections = connections;
        this.messages = messages;
        this.disconnects = disconnects;
        this.transcripts = transcripts;
        this.positions = positions;
    }

    @GetMapping
    ModelAndView form(ConsoleUser user, @PathVariable("id") String text) {
        return form(require(user, text), form(user), HttpStatus.OK);
    }

    /** Starts a chat. The answer is no redirect, because only this page has the token. */
    @PostMapping
    ModelAndView start(ConsoleUser user, @PathVariable("id") String text, HttpServletRequest request) {
        var submission = Submission.of(request);
        var flow = require(user, text);
        var form = form(user).filled(submission);
        if (!form.isAcceptable()) {
            return form(flow, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var chat = starts.start(chat(user, flow, submission), null);
            log.info("User {} tests flow {} with contact {}", user.id(), flow.id(), chat.contact());
            var page = new ModelAndView("console/configuration/test-chat");
            page.addObject("flow", flow);
            page.addObject("contact", chat.contact());
            page.addObject(
                    "token", connections.createAndJoin(chat.participant()).connectionToken());
            return page;
        } catch (ServiceException refusal) {
            return form(flow, form.refused(refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static NewChat chat(ConsoleUser user, ContactFlow flow, Submission submission) {
        var attributes = new LinkedHashMap<String, String>();
        submission.rows(ATTRIBUTE_GRID).forEach(row -> attributes.put(row.get(0), row.get(1)));
        return new NewChat(
                user.instance(),
                flow.id(),
                submission.text(NAME),
                new UserDefinedAttributes(attributes),
                null,
                NewChat.DEFAULT_DURATION,
                List.copyOf(ContentTypes.SUPPORTED),
                null,
                null,
                Map.of(),
                null,
                List.of(),
                null,
                null);
    }

    /** Returns the messages, and where the flow is, if they have changed. The page asks each second. */
    @PostMapping("/log")
    @Nullable ModelAndView log(
            ConsoleUser user,
            @PathVariable("id") String text,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String state,
            HttpServletResponse response) {
        var page = show(user, require(user, text), customer(user, token));
        if (state.equals(page.getModel().get("state"))) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return page;
    }

    @PostMapping("/message")
    ModelAndView send(
            ConsoleUser user,
            @PathVariable("id") String text,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String message) {
        var flow = require(user, text);
        var customer = customer(user, token);
        var refusal = message.isBlank() ? null : send(customer, message.strip());
        return show(user, flow, customer).addObject("refusal", refusal);
    }

    private @Nullable String send(ParticipantContext customer, String message) {
        if (!StorableText.isStorable(message)) {
            return "The message has characters that cannot be stored";
        }
        try {
            messages.send(customer.participant(), new ChatMessage(ContentTypes.PLAIN, message), null);
            return null;
        } catch (ServiceException refusal) {
            return refusal.getMessage();
        }
    }

    @PostMapping("/end")
    ModelAndView end(ConsoleUser user, @PathVariable("id") String text, @RequestParam(defaultValue = "") String token) {
        var flow = require(user, text);
        var customer = customer(user, token);
        try {
            disconnects.disconnect(customer.participant(), null);
        } catch (AccessDeniedException _) {
            // The chat has ended already; the log says so.
        }
        return show(user, flow, customer(user, token));
    }

    private ModelAndView show(ConsoleUser user, ContactFlow flow, ParticipantContext customer) {
        var items = transcripts
                .read(new TranscriptRequest(
                        customer.session(),
                        customer.participant(),
                        null,
                        MAX_ITEMS,
                        ScanDirection.BACKWARD,
                        SortOrder.ASCENDING,
                        new StartPosition.AtTheEnd()))
                .items();
        var position = positions.find(customer.contact()).orElse(null);
        var isEnded = customer.endedAt() != null || customer.leftAt() != null;
        var page = new ModelAndView("console/configuration/test-chat :: log");
        page.addObject("flow", flow);
        page.addObject(
                "items",
                new TranscriptItems(items.stream().map(TranscriptItems::line).toList(), null));
        page.addObject("isEnded", isEnded);
        page.addObject("position", position);
        page.addObject("drawing", drawing(user, flow, position));
        page.addObject("state", Integer.toHexString(Objects.hash(items, position, isEnded)));
        return page;
    }

    /** Draws the published content of the flow that the contact is in, which may be another one by now. */
    private @Nullable FlowDrawing drawing(ConsoleUser user, ContactFlow flow, @Nullable FlowPosition position) {
        var shown = position == null
                ? flow
                : flows.find(user.instance(), new ContactFlowId(position.flow()))
                        .orElse(flow);
        return shown.publication() == null
                ? null
                : FlowDrawing.of(
                        FlowBlocks.of(flows.content(shown, Qualifier.LATEST).content()),
                        position == null ? null : position.action());
    }

    /** Returns the customer of a token, who must belong to the instance of the user. */
    private ParticipantContext customer(ConsoleUser user, String token) {
        var customer = authenticator.requireKnown(authenticator.verify(TokenType.CONNECTION, token));
        if (!customer.instance().equals(user.instance())) {
            throw new AccessDeniedException("The chat belongs to another instance");
        }
        return customer;
    }

    private static Form form(ConsoleUser user) {
        return Form.of(
                Field.text(NAME, "Name of the customer", 256, user.username()).required(), ATTRIBUTE_GRID);
    }

    private static ModelAndView form(ContactFlow flow, Form form, HttpStatus status) {
        var page = new ModelAndView("console/configuration/test-chat-form", status);
        page.addObject("flow", flow);
        page.addObject("form", form);
        return page;
    }

    private ContactFlow require(ConsoleUser user, String text) {
        return flows.require(user.instance(), ContactFlowId.parse(user.instance(), "ContactFlowId", text));
    }
}
