package io.recontact.configuration.web;

import io.recontact.api.ResourceArn;
import io.recontact.configuration.TagService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/tags/{resourceArn}")
class TagController {

    private final TagService tags;

    TagController(TagService tags) {
        this.tags = tags;
    }

    @GetMapping
    ListTagsForResource.Response listTagsForResource(Caller caller, @PathVariable String resourceArn) {
        return new ListTagsForResource.Response(tags.list(parse(caller, resourceArn)));
    }

    @PostMapping
    void tagResource(Caller caller, @Valid @RequestBody TagResource.Request request, @PathVariable String resourceArn) {
        tags.tag(parse(caller, resourceArn), request.tags());
    }

    @DeleteMapping
    void untagResource(
            Caller caller,
            @RequestParam @Size(min = 1, max = 50) List<@Pattern(regexp = Tags.KEY) String> tagKeys,
            @PathVariable String resourceArn) {
        tags.untag(parse(caller, resourceArn), Set.copyOf(tagKeys));
    }

    private static ResourceArn parse(Caller caller, String text) {
        var arn = ResourceArn.parse("ResourceArn", text);
        caller.instance(arn.instance().toString()); // refuses an instance that the key may not access
        return arn;
    }
}
