import module java.base;

/**
 * The rows and bytes that one request of a kind makes the service write and send, with what its jobs do afterwards, and
 * less what they do anyway.
 *
 * @param requests the number that was measured
 * @param first just after a checkpoint
 * @param again when most pages had changed since the checkpoint already
 * @param service microseconds of CPU per request, as is postgres
 * @param wire what one request took on the connection of its client
 */
record BytesPhase(
        String title, int requests, Written first, Written again, double service, double postgres, Optional<Wire> wire) {

    /** The bytes of a request and of its answer, with their headers. */
    record Wire(int request, int answer) {

        /** Sends a request over a connection of its own. */
        static Wire of(Service service, Request request) {
            var uri = URI.create(service.url());
            var headers = new TreeMap<>(request.headers());
            headers.put("Host", uri.getAuthority());
            headers.put("Content-Length", "" + request.body().getBytes().length);
            headers.put("Connection", "close");
            var head = headers.entrySet().stream()
                    .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                    .collect(Collectors.joining());
            var text = "%s %s HTTP/1.1\r\n%s\r\n%s".formatted(request.method(), request.path(), head, request.body());
            try (var socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.getOutputStream().write(text.getBytes());
                var answer = socket.getInputStream().readAllBytes();
                if (!new String(answer).startsWith("HTTP/1.1 200")) {
                    throw new Failure("%s is answered %s", request.path(), new String(answer));
                }
                return new Wire(text.getBytes().length, answer.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    double walFirst() {
        return first.wal() / requests;
    }

    double walAgain() {
        return again.wal() / requests;
    }

    /** Returns a figure of the second measurement, for each request. */
    double each(ToDoubleFunction<Written> figure) {
        return figure.applyAsDouble(again) / requests;
    }
}
