package io.recontact.api;

import io.recontact.testing.RawCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends requests of the service models: each member in the path, the query, a header or the body. */
record ModelCalls(URI endpoint, RawCalls raw) {

    HttpResponse<String> send(Operation operation, RequestModel model, Map<String, Object> request) {
        var members = model.members(operation);
        var body = new LinkedHashMap<String, Object>();
        for (var member : members.properties()) {
            if (!member.getValue().has("location") && request.containsKey(member.getKey())) {
                body.put(member.getKey(), request.get(member.getKey()));
            }
        }
        var bytes = isWithoutBody(operation, members) ? new byte[0] : RequestFixtures.JSON.writeValueAsBytes(body);
        return send(operation, model, request, bytes);
    }

    /** Sends a body with the path, the query and the token of a request. */
    HttpResponse<String> send(Operation operation, RequestModel model, Map<String, Object> request, byte[] body) {
        var query = new ArrayList<String>();
        var path = "/" + String.join("/", operation.segments());
        @Nullable String token = null;
        for (var member : model.members(operation).properties()) {
            var name = member.getKey();
            var isThere = request.containsKey(name);
            var wireName = member.getValue().path("locationName").asString("");
            var value = request.get(name);
            switch (member.getValue().path("location").asString("body")) {
                case "uri" -> path = path.replace("{" + wireName + "}", encoded(value));
                case "querystring" -> {
                    if (isThere) {
                        var values =
                                value instanceof Collection<?> list ? list : List.of(Objects.requireNonNull(value));
                        values.forEach(one -> query.add(wireName + "=" + encoded(one)));
                    }
                }
                case "header" -> token = isThere ? String.valueOf(value) : null;
                default -> {
                    // It is in the body.
                }
            }
        }
        var target = query.isEmpty() ? path : path + "?" + String.join("&", query);
        if (!operation.ofParticipantService()) {
            return raw.send(operation.method(), target, body);
        }
        var call = HttpRequest.newBuilder(URI.create(endpoint + target))
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofByteArray(body));
        if (token != null) {
            call.header("X-Amz-Bearer", token);
        }
        return raw.send(call.build());
    }

    static boolean isWithoutBody(Operation operation, JsonNode members) {
        return operation.method().equals("GET")
                || operation.method().equals("DELETE")
                || members.valueStream().allMatch(member -> member.has("location"));
    }

    private static String encoded(@Nullable Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
