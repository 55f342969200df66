package io.recontact.testing;

import io.recontact.api.SessionId;
import io.recontact.chat.ShownView;
import io.recontact.chat.ShownViews;
import io.recontact.configuration.ContactFlowContentValidator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowModuleId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stands for the module flow, which checks flows and shows views, in tests of the modules below it. */
public final class UncheckedFlows implements ContactFlowContentValidator, ShownViews {

    @Override
    public void validate(ContactFlowId flow, String content) {}

    @Override
    public List<String> problems(String content) {
        return List.of();
    }

    @Override
    public List<String> moduleProblems(String content, @Nullable String settings) {
        return List.of();
    }

    @Override
    public Optional<ShownView> find(SessionId session, UUID token) {
        return Optional.empty();
    }

    @Override
    public void validate(ContactFlowModuleId module, String content, @Nullable String settings) {}
}
