package io.recontact.seed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that is associated with an instance. A declaration has the members of the operation that associates it, and
 * nothing of it can change.
 *
 * @param section the member of an instance that lists the declarations; the list operation is named after it
 * @param associate the operation that associates it
 * @param disassociate the operation that ends the association
 * @param member the member that identifies it
 * @param listings the parameters of each call that lists the present ones
 */
record Association(
        String section, String associate, String disassociate, String member, List<Map<String, String>> listings) {

    /** All associations. */
    static final List<Association> ALL = List.of(
            new Association(
                    "ApprovedOrigins",
                    "AssociateApprovedOrigin",
                    "DisassociateApprovedOrigin",
                    "Origin",
                    List.of(Map.of())),
            new Association(
                    "LambdaFunctions",
                    "AssociateLambdaFunction",
                    "DisassociateLambdaFunction",
                    "FunctionArn",
                    List.of(Map.of())),
            new Association(
                    "Bots",
                    "AssociateBot",
                    "DisassociateBot",
                    "",
                    List.of(Map.of("lexVersion", "V1"), Map.of("lexVersion", "V2"))));

    /** Finds the association whose declarations are in a section. */
    static Optional<Association> of(String section) {
        return ALL.stream().filter(one -> one.section.equals(section)).findFirst();
    }

    String list() {
        return "List" + section;
    }

    /**
     * Returns what identifies an association: the text of its member or, for bots, its members.
     *
     * @param item an item of a list, or a declaration
     */
    String key(JsonNode item) {
        return item.isString()
                ? item.asString()
                : member.isEmpty() ? item.toString() : item.path(member).asString("");
    }

    /** Returns the query parameters of the operation that ends the association of a key. */
    Map<String, String> query(String key) {
        return member.isEmpty() ? Map.of() : Map.of(StringUtils.uncapitalize(member), key);
    }

    /** Returns the body of the operation that ends the association of a key; null if it has none. */
    @Nullable JsonNode body(String key) {
        return member.isEmpty() ? JsonMapper.builder().build().readTree(key) : null;
    }
}
