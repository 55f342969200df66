import module java.base;

/** A request that can be sent again and again. */
record Request(String method, String path, Map<String, String> headers, String body) {

    /** An operation of the participant service, which knows its callers by their tokens. */
    static Request ofParticipant(String operation, String token, String body) {
        return new Request(
                "POST",
                "/participant/" + operation,
                Map.of("X-Amz-Bearer", token, "Content-Type", "application/json"),
                body);
    }

    /** Returns the line that requests.lua reads. */
    String line() {
        var named = headers.entrySet().stream()
                .map(header -> header.getKey() + "\t" + header.getValue())
                .collect(Collectors.joining("\t"));
        return String.join("\t", method, path, body, named);
    }
}
