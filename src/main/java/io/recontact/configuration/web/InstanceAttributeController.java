package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceAttribute;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.web.DescribeInstanceAttribute.Attribute;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InstanceAttributeController {

    private final InstanceService instances;

    InstanceAttributeController(InstanceService instances) {
        this.instances = instances;
    }

    @GetMapping("/instance/{InstanceId}/attribute/{AttributeType}")
    DescribeInstanceAttribute.Response describeInstanceAttribute(
            @PathVariable("AttributeType") String type, Instance instance) {
        return new DescribeInstanceAttribute.Response(Attribute.of(instance, InstanceAttribute.parse(type)));
    }

    @GetMapping("/instance/{InstanceId}/attributes")
    ListInstanceAttributes.Response listInstanceAttributes(@PageSize(7) Paging paging, Instance instance) {
        return paging.slice(List.of(InstanceAttribute.values()))
                .answer(attribute -> Attribute.of(instance, attribute), ListInstanceAttributes.Response::new);
    }

    @PostMapping("/instance/{InstanceId}/attribute/{AttributeType}")
    void updateInstanceAttribute(
            @PathVariable("AttributeType") String type,
            @Valid @RequestBody UpdateInstanceAttribute.Request request,
            Instance instance) {
        instances.setAttribute(
                instance.id(),
                InstanceAttribute.parse(type),
                Boolean.parseBoolean(request.value()),
                request.clientToken());
    }
}
