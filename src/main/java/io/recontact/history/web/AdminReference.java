package io.recontact.history.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an OpenAPI document as a page without scripts. It knows the parts of OpenAPI that docs/admin-v1.yaml uses. The
 * XML writer escapes all texts.
 */
final class AdminReference {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final String STYLE = """
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 55rem; margin: 2rem auto; padding: 0 1rem }
            section { border-top: 1px solid #ccc; margin-top: 2rem }
            p { white-space: pre-line; margin: .3rem 0 }
            li { margin: .3rem 0 }
            code { overflow-wrap: anywhere }
            li { white-space: pre-line }
            small { color: #555 }
            """;

    private final JsonNode document;
    private final XMLStreamWriter out;

    private AdminReference(JsonNode document, XMLStreamWriter out) {
        this.document = document;
        this.out = out;
    }

    /** Returns the page for a document, in UTF-8. */
    static byte[] page(byte[] yaml) {
        Object content = new Yaml().load(new String(yaml, StandardCharsets.UTF_8));
        var page = new ByteArrayOutputStream();
        try {
            var out = XMLOutputFactory.newFactory().createXMLStreamWriter(page, "UTF-8");
            new AdminReference(new JsonMapper().valueToTree(content), out).write();
            out.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The page cannot be written", e);
        }
        return page.toByteArray();
    }

    private void write() throws XMLStreamException {
        var title = document.at("/info/title").asString();
        out.writeDTD("<!DOCTYPE html>");
        out.writeStartElement("html");
        out.writeAttribute("lang", "en");
        out.writeStartElement("head");
        out.writeEmptyElement("meta");
        out.writeAttribute("charset", "utf-8");
        element("title", title);
        element("style", STYLE);
        out.writeEndElement();
        out.writeStartElement("body");
        element("h1", title);
        paragraph(document.at("/info/summary").asString());
        paragraph(document.at("/info/description").asString());
        out.writeStartElement("p");
        // Absolute, because the page's own path has no slash at its end.
        link("/admin/v1/openapi.yaml", "OpenAPI document");
        out.writeEndElement();
        out.writeStartElement("ul");
        for (var route : routes().toList()) {
            out.writeStartElement("li");
            link("#" + route.id(), route.id());
            out.writeCharacters(" " + route.operation().path("summary").asString(""));
            out.writeEndElement();
        }
        out.writeEndElement();
        for (var route : routes().toList()) {
            write(route);
        }
        for (var response : document.at("/components/responses").properties()) {
            section("responses-" + response.getKey(), response.getKey());
            response(response.getValue());
            out.writeEndElement();
        }
        for (var schema : document.at("/components/schemas").properties()) {
            section("schemas-" + schema.getKey(), schema.getKey());
            out.writeStartElement("p");
            describe(schema.getValue());
            out.writeEndElement();
            members(schema.getValue());
            out.writeEndElement();
        }
        out.writeEndDocument();
    }

    private record Route(String method, String path, JsonNode shared, JsonNode operation) {

        private String id() {
            return operation.path("operationId").asString();
        }

        private Stream<JsonNode> parameters() {
            return Stream.of(shared, operation)
                    .flatMap(item -> item.path("parameters").valueStream());
        }
    }

    private Stream<Route> routes() {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method -> new Route(
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue(),
                                path.getValue().path(method))));
    }

    private void write(Route route) throws XMLStreamException {
        var operation = route.operation();
        section(route.id(), route.id());
        out.writeStartElement("p");
        element("code", "%s %s".formatted(route.method(), route.path()));
        out.writeEndElement();
        paragraph(operation.path("summary").asString(""));
        paragraph(operation.path("description").asString(""));
        if (route.parameters().findAny().isPresent()) {
            element("h3", "Parameters");
            out.writeStartElement("ul");
            for (var reference : route.parameters().toList()) {
                var parameter = resolve(reference);
                out.writeStartElement("li");
                element("code", parameter.path("name").asString());
                out.writeCharacters(
                        " in the %s: ".formatted(parameter.path("in").asString()));
                describe(parameter.path("schema"));
                note(parameter);
                out.writeEndElement();
            }
            out.writeEndElement();
        }
        if (operation.has("requestBody")) {
            element("h3", "Request");
            response(operation.path("requestBody"));
        }
        for (var response : operation.path("responses").properties()) {
            element("h3", response.getKey().equals("default") ? "Errors" : "Answer " + response.getKey());
            if (response.getValue().has("$ref")) {
                out.writeStartElement("p");
                describe(response.getValue());
                out.writeEndElement();
            } else {
                response(response.getValue());
            }
        }
        out.writeEndElement();
    }

    /** Writes the content of a request or an answer. */
    private void response(JsonNode response) throws XMLStreamException {
        paragraph(response.path("description").asString(""));
        for (var content : response.path("content").properties()) {
            var schema = content.getValue().path("schema");
            out.writeStartElement("p");
            element("code", content.getKey());
            out.writeCharacters(": ");
            describe(schema);
            out.writeEndElement();
            members(schema);
        }
    }

    private void members(JsonNode schema) throws XMLStreamException {
        var object = schema.has("items") ? schema.path("items") : schema;
        if (object.path("properties").isEmpty()) {
            return;
        }
        var required =
                object.path("required").valueStream().map(JsonNode::asString).toList();
        out.writeStartElement("ul");
        for (var member : object.path("properties").properties()) {
            out.writeStartElement("li");
            element("code", member.getKey());
            out.writeCharacters(required.contains(member.getKey()) ? " (required): " : ": ");
            describe(member.getValue());
            members(member.getValue());
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    /** Writes the type, the bounds and the description of a schema, without its members. */
    private void describe(JsonNode schema) throws XMLStreamException {
        if (schema.has("$ref")) {
            var path = schema.path("$ref").asString().split("/", -1); // #/components/schemas/Name
            link("#%s-%s".formatted(path[2], path[3]), path[3]);
        } else if (schema.has("items")) {
            out.writeCharacters("list of ");
            describe(schema.path("items"));
        } else {
            out.writeCharacters(schema.has("enum") ? texts(schema.path("enum")) : type(schema));
        }
        var bounds = Stream.of("minLength", "maxLength", "minItems", "maxItems", "maxProperties", "minimum", "maximum")
                .filter(schema::has)
                .map(name -> "%s %s".formatted(name, schema.path(name).asString()));
        var standard = Stream.of("default")
                .filter(schema::has)
                .map(name -> "by default " + schema.path(name).asString());
        var notes = Stream.concat(bounds, standard).collect(Collectors.joining(", "));
        if (!notes.isEmpty()) {
            element("small", " (%s)".formatted(notes));
        }
        note(schema);
    }

    /** Writes the description behind a type. */
    private void note(JsonNode described) throws XMLStreamException {
        var description = described.path("description").asString("");
        if (!description.isBlank()) {
            out.writeCharacters(".");
            text(description);
        }
    }

    private static String type(JsonNode schema) {
        return schema.path("format").asString(schema.path("type").asString("any"));
    }

    private static String texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private void section(String id, String title) throws XMLStreamException {
        out.writeStartElement("section");
        out.writeAttribute("id", id);
        element("h2", title);
    }

    private void paragraph(String text) throws XMLStreamException {
        if (!text.isBlank()) {
            out.writeStartElement("p");
            text(text);
            out.writeEndElement();
        }
    }

    /** Writes a text in which names stand between backticks. Lines end at empty lines and before list items only. */
    private void text(String text) throws XMLStreamException {
        var joined = text.strip().replaceAll("\n(?![\n-])", " ");
        var isCode = false;
        for (var part : (joined.isEmpty() ? "" : " " + joined).split("`", -1)) {
            if (isCode) {
                element("code", part);
            } else {
                out.writeCharacters(part);
            }
            isCode = !isCode;
        }
    }

    private void link(String target, String text) throws XMLStreamException {
        out.writeStartElement("a");
        out.writeAttribute("href", target);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }
}
