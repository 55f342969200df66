package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.api.ServiceException;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.message.ContactMediaProcessingFailureMode;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.ChatIntegration;
import io.recontact.contact.ChatIntegrationProperties;
import io.recontact.contact.NewChat;
import io.recontact.flow.language.Step;
import io.recontact.webhook.MessageProcessingService;
import org.springframework.stereotype.Component;

/** Actions that start chats, or decide how their messages are processed. */
@Component
class ChatSteps {

    private final MessageProcessingService processing;
    private final ChatIntegrationProperties destinations;

    ChatSteps(MessageProcessingService processing, ChatIntegrationProperties destinations) {
        this.processing = processing;
        this.destinations = destinations;
    }

    StepResult process(FlowExecution execution, Step.UpdateContactMediaProcessing step) {
        if (!execution.segment.isChat()) {
            return StepResult.failed("ChannelMismatch");
        }
        var session = execution.segment.session();
        var isDone = step.processor() == null
                ? processing.stop(session)
                : processing.start(
                        execution.segment.instance(),
                        session,
                        step.processor().text(execution.data),
                        step.deliversUnprocessed()
                                ? ContactMediaProcessingFailureMode.DELIVER_UNPROCESSED_MESSAGE
                                : ContactMediaProcessingFailureMode.DO_NOT_DELIVER_UNPROCESSED_MESSAGE);
        return isDone ? StepResult.done() : StepResult.failed();
    }

    /** Returns an external call, since its transaction can fail without this one. */
    StepResult startOutbound(FlowExecution execution, Step.StartOutboundChatContact step) {
        var instance = execution.segment.instance();
        var flow =
                FlowResourceResolver.parse("contact-flow", instance, step.flow().text(execution.data));
        var destination = step.destination().text(execution.data);
        if (flow.isEmpty() || destination.isEmpty()) {
            return StepResult.failed();
        }
        try {
            return new StepResult.Call(call(execution, step, instance, new ContactFlowId(flow.get()), destination));
        } catch (ServiceException _) { // the error branch tells of it
            return StepResult.failed();
        }
    }

    private ExternalCall.StartOutboundChat call(
            FlowExecution execution,
            Step.StartOutboundChatContact step,
            InstanceId instance,
            ContactFlowId flow,
            String destination) {
        var integration = ChatIntegration.of(
                destination, step.source().text(execution.data), step.subtype().text(execution.data));
        var bridge = destinations.require(integration.destination(), instance);
        var message = ContactSteps.text(step.initialMessage(), execution);
        return new ExternalCall.StartOutboundChat(
                integration,
                NewChat.outbound(
                        integration,
                        instance,
                        flow,
                        step.isRelated() ? execution.segment.contact() : null,
                        bridge.streamingEndpointArn()),
                message == null || message.isBlank() ? null : new ChatMessage(ContentTypes.PLAIN, message));
    }
}
