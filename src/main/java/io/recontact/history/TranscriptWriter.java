package io.recontact.history;

import io.recontact.chat.transcript.Item;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a transcript file item by item. {@link #close} writes its end, but leaves the stream open. */
interface TranscriptWriter extends Closeable {

    /** Appends an item. */
    void write(Item item);

    /** Begins a file in a format. */
    static TranscriptWriter of(TranscriptFormat format, TranscriptFile file, OutputStream stream, JsonMapper json) {
        try {
            return switch (format) {
                case JSON -> new Json(file, stream, json);
                case HTML -> new Html(file, stream);
                case TEXT -> new Text(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            };
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** The event of an item by its short name, such as {@code chat.ended}, or its content. */
    private static String text(Item item) {
        var attachments = item.attachments();
        if (attachments != null) {
            return attachments.stream()
                    .map(file -> "[%s]".formatted(file.attachmentName()))
                    .collect(Collectors.joining(" "));
        }
        var content = item.content();
        var event = String.valueOf(item.contentType()).replace("application/vnd.amazonaws.connect.event.", "");
        return content == null ? "(%s)".formatted(event) : content;
    }

    private static String sender(Item item) {
        var name = item.displayName();
        var role = item.participantRole();
        return name == null || role == null ? "SYSTEM" : "%s (%s)".formatted(name, role);
    }

    /** A file as Amazon Connect writes it. */
    final class Json implements TranscriptWriter {

        private final JsonGenerator generator;

        private Json(TranscriptFile file, OutputStream stream, JsonMapper json) {
            generator = json.createGenerator(stream);
            generator.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            generator.writeStartObject();
            json.<ObjectNode>valueToTree(file)
                    .properties()
                    .forEach(member -> generator.writePOJOProperty(member.getKey(), member.getValue()));
            generator.writeArrayPropertyStart("Transcript");
        }

        @Override
        public void write(Item item) {
            generator.writePOJO(item);
        }

        @Override
        public void close() {
            generator.writeEndArray();
            generator.writeEndObject();
            generator.close();
        }
    }

    /** A line for each item. Line breaks within a message begin a line with a tab. */
    final class Text implements TranscriptWriter {

        private final Writer out;

        private Text(Writer out) {
            this.out = out;
        }

        @Override
        public void write(Item item) {
            try {
                out.write("%s %s: %s%n"
                        .formatted(
                                item.absoluteTime(),
                                sender(item),
                                text(item).lines().collect(Collectors.joining("\n\t"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** A page for people. The XML writer escapes all texts. */
    final class Html implements TranscriptWriter {

        private static final String STYLE = """
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
                dt { color: #555; margin-top: 1rem }
                dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
                """;

        private final XMLStreamWriter out;

        private Html(TranscriptFile file, OutputStream stream) throws XMLStreamException {
            out = XMLOutputFactory.newFactory().createXMLStreamWriter(stream, "UTF-8");
            var title = "Transcript of contact " + file.contactId();
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
            out.writeStartElement("dl");
        }

        @Override
        public void write(Item item) {
            try {
                out.writeCharacters("\n");
                element("dt", "%s %s".formatted(item.absoluteTime(), sender(item)));
                element("dd", text(item));
            } catch (XMLStreamException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.writeEndDocument();
                out.flush();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        private void element(String name, String text) throws XMLStreamException {
            out.writeStartElement(name);
            out.writeCharacters(text);
            out.writeEndElement();
        }
    }
}
