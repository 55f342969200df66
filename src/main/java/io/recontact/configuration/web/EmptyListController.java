package io.recontact.configuration.web;

import io.recontact.api.Operation;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.web.EmptyList.QueryTexts;
import io.recontact.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers the operations of {@link EmptyList}. */
@RestController
class EmptyListController {

    private final InstanceService instances;

    EmptyListController(InstanceService instances) {
        this.instances = instances;
    }

    @GetMapping({
        "/prompts-summary/{InstanceId}",
        "/phone-numbers-summary/{InstanceId}",
        "/instance/{InstanceId}/task/template",
        "/rules/{InstanceId}",
        "/instance/{InstanceId}/integration-associations",
        "/instance/{InstanceId}/integration-associations/{IntegrationAssociationId}/use-cases",
        "/evaluation-forms/{InstanceId}",
        "/instance/{InstanceId}/security-keys",
        "/instance/{InstanceId}/storage-configs",
        "/flow-associations-summary/{InstanceId}",
        "/analytics-data/instance/{InstanceId}/association",
        "/authentication-profiles-summary/{InstanceId}",
        "/data-tables/{InstanceId}",
        "/workspaces/{InstanceId}",
    })
    Map<String, Object> list(HttpServletRequest request, @PathVariable Map<String, String> labels, Instance instance) {
        return list(request, labels);
    }

    @GetMapping("/traffic-distribution-groups")
    Map<String, Object> listTrafficDistributionGroups(HttpServletRequest request, Caller caller) {
        var answer = list(request, Map.of());
        requireInstance(caller, request.getParameter("instanceId"));
        return answer;
    }

    @PostMapping({"/default-vocabulary-summary/{InstanceId}", "/vocabulary-summary/{InstanceId}"})
    Map<String, Object> searchVocabularies(
            HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body, Instance instance) {
        return answer(request, body);
    }

    /**
     * Lists the phone numbers of an instance, or of all. TargetArn can only be that of an instance here.
     *
     * @throws ResourceNotFoundException if the instance does not exist
     */
    @PostMapping("/phone-number/list")
    Map<String, Object> listPhoneNumbersV2(
            HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body, Caller caller) {
        var answer = answer(request, body);
        requireInstance(caller, (String) body.get("InstanceId"));
        requireInstance(caller, (String) body.get("TargetArn"));
        return answer;
    }

    @PostMapping("/search-prompts")
    Map<String, Object> searchPrompts(@Valid @RequestBody EmptySearch request, Caller caller) {
        return search("Prompts", request, caller);
    }

    @PostMapping("/search-email-addresses")
    Map<String, Object> searchEmailAddresses(@Valid @RequestBody EmptySearch request, Caller caller) {
        return search("EmailAddresses", request, caller);
    }

    private Map<String, Object> search(String member, EmptySearch request, Caller caller) {
        request.check();
        requireInstance(caller, request.instanceId());
        return Map.of(member, List.of(), "ApproximateTotalCount", 0);
    }

    private void requireInstance(Caller caller, @Nullable String id) {
        if (id != null) {
            instances.require(caller.instance(id));
        }
    }

    private static Map<String, Object> answer(
            HttpServletRequest request, Map<String, ? extends @Nullable Object> members) {
        var list = EmptyList.of(Operation.of(request).name());
        list.check(members);
        return list.answer();
    }

    private static Map<String, Object> list(HttpServletRequest request, Map<String, String> labels) {
        var members = new HashMap<String, Object>();
        labels.forEach((name, text) -> members.put(name, QueryTexts.of(text)));
        request.getParameterMap().forEach((name, values) -> members.put(name, QueryTexts.of(values)));
        return answer(request, members);
    }
}
