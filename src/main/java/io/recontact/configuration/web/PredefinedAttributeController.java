package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.PredefinedAttributeService;
import io.recontact.configuration.web.ListPredefinedAttributes.PredefinedAttributeSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PredefinedAttributeController {

    private static final int MAX_PAGE = 100;
    private static final int MAX_NAME = 100;

    private final PredefinedAttributeService attributes;
    private final ResourceSearch search;

    PredefinedAttributeController(PredefinedAttributeService attributes, ResourceSearch search) {
        this.attributes = attributes;
        this.search = search;
    }

    @PutMapping("/predefined-attributes/{InstanceId}")
    void createPredefinedAttribute(@Valid @RequestBody CreatePredefinedAttribute.Request request, Instance instance) {
        attributes.create(instance.id(), request.name(), request.toNewAttribute());
    }

    @GetMapping("/predefined-attributes/{InstanceId}/{Name}")
    DescribePredefinedAttribute.Response describePredefinedAttribute(
            Caller caller, Instance instance, @PathVariable("Name") @Size(max = MAX_NAME) String name) {
        return new DescribePredefinedAttribute.Response(DescribePredefinedAttribute.PredefinedAttribute.of(
                attributes.require(instance.id(), name), caller.arns()));
    }

    @GetMapping("/predefined-attributes/{InstanceId}")
    ListPredefinedAttributes.Response listPredefinedAttributes(
            Caller caller, @PageSize(MAX_PAGE) Paging paging, Instance instance) {
        return paging.read(attributes, instance.id())
                .answer(
                        row -> PredefinedAttributeSummary.of(row, caller.arns()),
                        ListPredefinedAttributes.Response::new);
    }

    @PostMapping("/predefined-attributes/{InstanceId}/{Name}")
    void updatePredefinedAttribute(
            @Valid @RequestBody UpdatePredefinedAttribute.Request request,
            Instance instance,
            @PathVariable("Name") @Size(max = MAX_NAME) String name) {
        attributes.update(instance.id(), name, request.toChange());
    }

    @DeleteMapping("/predefined-attributes/{InstanceId}/{Name}")
    void deletePredefinedAttribute(Instance instance, @PathVariable("Name") @Size(max = MAX_NAME) String name) {
        attributes.delete(instance.id(), name);
    }

    @PostMapping("/search-predefined-attributes")
    SearchPredefinedAttributes.Response searchPredefinedAttributes(
            Caller caller, @Valid @RequestBody SearchPredefinedAttributes.Request request) {
        return search.search("SearchPredefinedAttributes", caller, attributes, request)
                .answer(
                        one -> DescribePredefinedAttribute.PredefinedAttribute.of(one, caller.arns()),
                        SearchPredefinedAttributes.Response::new);
    }
}
