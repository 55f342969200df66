package io.recontact.chat.attachment;

import io.recontact.testing.Participant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import software.amazon.awssdk.services.connectparticipant.model.GetAttachmentResponse;
import software.amazon.awssdk.services.connectparticipant.model.StartAttachmentUploadResponse;

/**
 * A participant who attaches files as ChatJS does: uploads with exactly the headers of the answer, downloads with none.
 */
public record AttachmentCalls(Participant participant) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A file of a given size that begins like a real picture. */
    public static byte[] png(int size) {
        var beginning = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489");
        var picture = new byte[size];
        for (int i = 0; i < size; i++) {
            picture[i] = (byte) (i * 31 + (i >> 12));
        }
        System.arraycopy(beginning, 0, picture, 0, beginning.length);
        return picture;
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    StartAttachmentUploadResponse start(String name, String contentType, long size) {
        return participant
                .client()
                .startAttachmentUpload(r -> r.connectionToken(participant.connectionToken())
                        .attachmentName(name)
                        .contentType(contentType)
                        .attachmentSizeInBytes(size));
    }

    StartAttachmentUploadResponse startPng(long size) {
        return start("picture.png", "image/png", size);
    }

    static HttpResponse<String> put(StartAttachmentUploadResponse upload, byte[] file) {
        return put(upload, BodyPublishers.ofByteArray(file));
    }

    static HttpResponse<String> put(StartAttachmentUploadResponse upload, BodyPublisher file) {
        var request = HttpRequest.newBuilder(URI.create(upload.uploadMetadata().url()))
                .PUT(file);
        upload.uploadMetadata().headersToInclude().forEach(request::header);
        return send(request.build(), BodyHandlers.ofString());
    }

    static HttpResponse<byte[]> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void complete(String attachment) {
        participant
                .client()
                .completeAttachmentUpload(
                        r -> r.connectionToken(participant.connectionToken()).attachmentIds(attachment));
    }

    /** Starts, uploads and completes an attachment; returns its id. */
    public String attach(String name, String contentType, byte[] file) {
        var upload = start(name, contentType, file.length);
        var answer = put(upload, file);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        complete(upload.attachmentId());
        return upload.attachmentId();
    }

    GetAttachmentResponse link(String attachment) {
        return participant
                .client()
                .getAttachment(
                        r -> r.connectionToken(participant.connectionToken()).attachmentId(attachment));
    }

    public byte[] download(String attachment) {
        return get(link(attachment).url()).body();
    }

    /** Removes or adds a byte. */
    static byte[] resized(byte[] file, int size) {
        return Arrays.copyOf(file, size);
    }
}
