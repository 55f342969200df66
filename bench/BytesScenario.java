import module java.base;

import tools.jackson.databind.JsonNode;

/**
 * Chats whose bytes are counted, kind by kind of request: chats without an agent, and chats that a flow transfers to a
 * queue and agents take. Everything happens three times: to warm up, with a checkpoint before each kind, and without.
 */
final class BytesScenario {

    private enum Round {
        WARM_UP,
        FIRST,
        AGAIN
    }

    private record Sample(int requests, Written written, Usage used, double seconds, Optional<BytesPhase.Wire> wire) {}

    /** A chat that an agent has accepted, with the connection tokens of both. */
    private record Taken(String contact, String agent, String customerToken, String agentToken) {}

    private static final int CHATS = 2000;

    /** Places of each agent, all of which are taken. */
    private static final int PLACES = 10;

    private static final int ROUTED = ContactCenter.AGENTS * PLACES;

    /** Of each kind that a routed chat has more than one of. */
    private static final int EACH = 4;

    private static final int CONCURRENT = 8;

    /** Sessions of PostgreSQL report what they have counted when they were idle for ten seconds. */
    private static final int SETTLE = 12;

    /** Enough for the jobs of the service, and for the log, whose size is known at once. */
    private static final int SHORT_SETTLE = 4;

    private static final int IDLE = 30;
    private static final String CONNECT = "{\"Type\":[\"CONNECTION_CREDENTIALS\"],\"ConnectParticipant\":true}";
    private static final String IDLE_TITLE = "nothing, for a second";
    private static final String EVENT = "application/vnd.amazonaws.connect.event.";

    private final Run run;
    private final Subject subject;
    private final Service service;
    private final ContactCenter center;
    private final Map<Round, Map<String, Sample>> samples = new EnumMap<>(Round.class);
    private Round round = Round.WARM_UP;

    private BytesScenario(Run run, Subject subject, ContactCenter center) {
        this.run = run;
        this.subject = subject;
        this.service = subject.service();
        this.center = center;
    }

    static List<BytesPhase> measure(Run run, Subject subject) throws Exception {
        try (var center = new ContactCenter(subject.service(), PLACES)) {
            center.comeAll();
            return new BytesScenario(run, subject, center).measureAll();
        }
    }

    private List<BytesPhase> measureAll() throws Exception {
        for (var each : Round.values()) {
            round = each;
            RunLog.say("Bytes: %s", round.name().toLowerCase().replace('_', ' '));
            samples.put(round, new LinkedHashMap<>());
            pause(SETTLE);
            measured(IDLE_TITLE, IDLE, Optional.empty(), () -> {
                pause(IDLE - settle());
                return null;
            });
            chatsWithoutAgents();
            routedChats();
        }
        return samples.get(Round.AGAIN).keySet().stream().map(this::phase).toList();
    }

    private void chatsWithoutAgents() throws Exception {
        var start = Operation.START_CHAT_CONTACT.requests(subject).getFirst();
        var started = answers("StartChatContact, with a message", Collections.nCopies(CHATS, start));
        var connections = answers("CreateParticipantConnection", started.stream()
                .map(chat -> Request.ofParticipant("connection", chat.get("ParticipantToken").asString(), CONNECT))
                .toList());
        answers("DescribeContact", started.stream()
                .map(chat -> service.sign("GET", "/contacts/%s/%s".formatted(
                        service.instance(), chat.get("ContactId").asString()), ""))
                .toList());
        answers("DisconnectParticipant, which ends the chat", connections.stream()
                .map(answer -> Request.ofParticipant("disconnect", token(answer), "{}"))
                .toList(), false);
    }

    private void routedChats() throws Exception {
        var chats = measured(
                "a start without a message, connection, flow, queue, offer, acceptance", ROUTED, Optional.empty(),
                this::takeAll);
        var sends = chats.stream()
                .flatMap(chat -> IntStream.range(0, EACH).mapToObj(i -> message(chat, i)))
                .toList();
        var sent = answers("SendMessage", sends);
        answers("SendEvent, typing", chats.stream()
                .flatMap(chat -> IntStream.range(0, EACH).mapToObj(i -> event(sender(chat, i), "typing", "")))
                .toList());
        for (var kind : List.of("delivered", "read")) {
            answers("SendEvent, " + kind, IntStream.range(0, sent.size())
                    .mapToObj(i -> event(sender(chats.get(i / EACH), i + 1), "message." + kind,
                            "{\\\"messageId\\\":\\\"%s\\\"}".formatted(sent.get(i).get("Id").asString())))
                    .toList());
        }
        answers("GetTranscript, %d items or more".formatted(EACH), chats.stream()
                .flatMap(chat -> IntStream.range(0, EACH).mapToObj(i -> Chats.page(sender(chat, i), "")))
                .toList());
        measured("end and clearing by the agent", ROUTED, Optional.empty(), () -> Tasks.run(CONCURRENT, chats.stream()
                .<Callable<Void>>map(chat -> () -> {
                    center.ask("POST", chat.agent, "contacts/" + chat.contact + "/end");
                    center.ask("POST", chat.agent, "contacts/" + chat.contact + "/clear");
                    return null;
                })
                .toList()));
    }

    /** Starts chats, and lets the agents accept them all. */
    private List<Taken> takeAll() throws Exception {
        var start = service.sign("PUT", "/contact/chat", """
                {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "Ada"}}"""
                .formatted(center.instance(), center.flow()));
        var customers = new ConcurrentHashMap<String, String>();
        Tasks.run(CONCURRENT, Collections.<Callable<Void>>nCopies(ROUTED, () -> {
            var chat = service.call(start);
            customers.put(chat.get("ContactId").asString(), connect(chat));
            return null;
        }));
        return Tasks.run(CONCURRENT, center.agents().stream()
                        .<Callable<List<Taken>>>map(agent -> () -> take(agent, customers))
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Taken> take(String agent, Map<String, String> customers) {
        var taken = new ArrayList<Taken>();
        while (taken.size() < PLACES) {
            var offers = center.ask("GET", agent, "offers?wait=10").get("Offers");
            if (offers.isEmpty()) {
                throw new Failure("An agent with %d chats gets no more offers", taken.size());
            }
            for (var offer : offers) {
                var contact = offer.get("ContactId").asString();
                var accepted = center.ask("POST", agent, "contacts/" + contact + "/accept");
                taken.add(new Taken(contact, agent, customers.get(contact), connect(accepted)));
            }
        }
        return taken;
    }

    private String connect(JsonNode participant) {
        return token(service.call(
                Request.ofParticipant("connection", participant.get("ParticipantToken").asString(), CONNECT)));
    }

    private static String token(JsonNode connection) {
        return connection.at("/ConnectionCredentials/ConnectionToken").asString();
    }

    /** Customer and agent take turns. */
    private static String sender(Taken chat, int turn) {
        return turn % 2 == 0 ? chat.customerToken : chat.agentToken;
    }

    private static Request message(Taken chat, int turn) {
        return Request.ofParticipant("message", sender(chat, turn), """
                {"ContentType":"text/plain","Content":"Where is my order? It should have come on Monday. I am at home until noon."}""");
    }

    private static Request event(String token, String kind, String content) {
        var rest = content.isEmpty() ? "" : ",\"Content\":\"" + content + "\"";
        return Request.ofParticipant("event", token, "{\"ContentType\":\"%s%s\"%s}".formatted(EVENT, kind, rest));
    }

    private List<JsonNode> answers(String title, List<Request> requests) throws Exception {
        return answers(title, requests, true);
    }

    /** Sends requests; if they may be repeated, the first one once more, to count its bytes. */
    private List<JsonNode> answers(String title, List<Request> requests, boolean isRepeatable)
            throws Exception {
        var wire = isRepeatable
                ? Optional.of(BytesPhase.Wire.of(service, requests.getFirst()))
                : Optional.<BytesPhase.Wire>empty();
        return measured(title, requests.size(), wire, () -> Tasks.run(CONCURRENT, requests.stream()
                .<Callable<JsonNode>>map(request -> () -> service.call(request))
                .toList()));
    }

    private <T> T measured(String title, int requests, Optional<BytesPhase.Wire> wire, Callable<T> work)
            throws Exception {
        if (round == Round.WARM_UP) {
            return title.equals(IDLE_TITLE) ? null : work.call();
        }
        if (round == Round.FIRST) {
            run.server().checkpoint();
        }
        var usage = Usage.now(List.of(service), run.server());
        var before = Written.now(run.server(), subject.database(), service);
        var begin = System.nanoTime();
        var result = work.call();
        pause(settle());
        var seconds = (System.nanoTime() - begin) / 1e9;
        var written = Written.now(run.server(), subject.database(), service).minus(before, 1);
        var used = Usage.now(List.of(service), run.server()).since(usage);
        samples.get(round).put(title, new Sample(requests, written, used, seconds, wire));
        return result;
    }

    private int settle() {
        return round == Round.AGAIN ? SETTLE : SHORT_SETTLE;
    }

    private static void pause(int seconds) {
        Processes.sleep(Duration.ofSeconds(seconds).toMillis());
    }

    private BytesPhase phase(String title) {
        var first = samples.get(Round.FIRST).get(title);
        var again = samples.get(Round.AGAIN).get(title);
        var idle = samples.get(Round.AGAIN).get(IDLE_TITLE);
        var times = title.equals(IDLE_TITLE) ? 0 : again.seconds / idle.seconds;
        var micros = 1e6 / again.requests;
        return new BytesPhase(
                title,
                again.requests,
                first.written.minus(idle.written, title.equals(IDLE_TITLE) ? 0 : first.seconds / idle.seconds),
                again.written.minus(idle.written, times),
                (again.used.service() - times * idle.used.service()) * micros,
                (again.used.postgres() - times * idle.used.postgres()) * micros,
                again.wire);
    }
}
