package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.NewView;
import io.recontact.configuration.ViewContent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateView.html">CreateView</a>.
 */
interface CreateView {

    /** The characters that a name may have. */
    String NAME = "[\\p{L}\\p{N}_.:/=+\\-@()']+[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@()']*";

    /** The characters that a description may have. */
    String DESCRIPTION = "[\\p{L}\\p{N}_.:/=+\\-@,()']+[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@,()']*";

    record Request(
            @Size(max = 500) @Pattern(regexp = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*") @Nullable String clientToken,

            @NotNull ContactFlowStatus status,
            @NotNull @Valid ViewInputContent content,

            @Size(min = 1, max = 4096) @Pattern(regexp = DESCRIPTION) @Nullable String description,

            @NotNull @Size(min = 1, max = 255) @Pattern(regexp = NAME) String name,

            @Tags @Nullable Map<String, String> tags) {

        NewView toNewView() {
            return new NewView(name, description, content.toContent(), status, tags);
        }
    }

    record ViewInputContent(
            @Nullable String template,
            @Nullable List<@NotNull @Size(min = 1, max = 255) @Pattern(regexp = NAME) String> actions) {

        ViewContent toContent() {
            return new ViewContent(template, actions == null ? List.of() : actions);
        }
    }

    record Response(DescribeView.View view) {}
}
