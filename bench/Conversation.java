import module java.base;

/**
 * A chat whose customer sends numbered messages.
 *
 * @param clients the customer first
 * @param answered the numbers of the messages that the service has answered
 */
record Conversation(List<ChatClient> clients, Queue<Integer> answered) {

    private static final Pattern SAID = Pattern.compile("message (\\d+)");

    Conversation(List<ChatClient> clients) {
        this(clients, new ConcurrentLinkedQueue<>());
    }

    /** Sends a message at a node. */
    void say(int number, Service node) {
        node.call(Request.ofParticipant("message", customer().connectionToken(), """
                {"ContentType":"text/plain","Content":"message %d"}""".formatted(number)));
        answered.add(number);
    }

    boolean hasHeardAll() {
        return clients.stream().allMatch(client -> client.heard.size() >= answered.size());
    }

    /** All must have received the same: each message once, in one order, and none that was not answered. */
    void requireOneOrder() {
        var expected = customer().messages();
        if (new HashSet<>(expected).size() != expected.size()) {
            throw new Failure("Messages were pushed twice: %s", expected);
        }
        if (!new HashSet<>(answered).equals(new HashSet<>(expected))) {
            throw new Failure("The service pushed %s, but answered %s", expected, answered);
        }
        for (var client : clients) {
            if (!client.messages().equals(expected)) {
                throw new Failure("One participant received %s, another one %s", expected, client.messages());
            }
        }
    }

    /** GetTranscript must have the order of the pushes. */
    void requireOrderOfTranscript(Service node) {
        if (answered.isEmpty()) {
            return;
        }
        var newestFirst = new ArrayList<Integer>();
        var next = "";
        do {
            var answer = node.call(Chats.page(customer().connectionToken(), next));
            for (var item : answer.get("Transcript")) {
                var said = SAID.matcher(item.path("Content").asString(""));
                if (said.matches()) {
                    newestFirst.add(Integer.valueOf(said.group(1)));
                }
            }
            next = answer.path("NextToken").asString("");
        } while (!next.isEmpty());
        if (!customer().messages().equals(newestFirst.reversed())) {
            throw new Failure(
                    "The service pushed %s, but the transcript has %s", customer().messages(), newestFirst.reversed());
        }
    }

    private ChatClient customer() {
        return clients.getFirst();
    }
}
