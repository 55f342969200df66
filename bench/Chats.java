import module java.base;

import tools.jackson.databind.JsonNode;

/**
 * The active chats of a database, which chats.sql makes. Each chat has one purpose, so that a message of one
 * measurement does not lengthen the transcript that another measurement reads.
 */
final class Chats {

    /** Chats by number; the end is exclusive. */
    record Span(int start, int end) {

        int size() {
            return end - start;
        }
    }

    /** The roles of participants in chats.sql. */
    enum Role {
        CUSTOMER,
        AGENT
    }

    static final Span SENDING = new Span(0, 500);
    static final Map<Integer, Span> PUSHED_BY_NODES = Map.of(1, new Span(500, 1500), 2, new Span(1500, 2500));
    static final Span SHORT = new Span(2500, 3000);
    static final Span LONG = new Span(3000, 3001);
    static final Span RESUMED = new Span(3001, 3002);
    static final int FIRST_IDLE = 3002;

    /** The sessions before the resumed chat, of ten items each: a few pages more than what is measured. */
    private static final int PAST = 1100;

    private static final int PAGE = 100;

    private final PostgresServer server;
    private final String database;
    private final Service service;

    // Connection tokens are valid for a day, and so are the requests that have them.
    private final Map<Span, List<String>> connectionTokens = new HashMap<>();
    private final Map<Operation, List<Request>> pages = new HashMap<>();

    Chats(PostgresServer server, String database, Service service) {
        this.server = server;
        this.database = database;
        this.service = service;
    }

    void fill(Checkout checkout, int idle) {
        server.run(database, checkout.script("chats.sql"), Map.of(
                "chats", FIRST_IDLE + idle,
                "short", SHORT.start,
                "long", LONG.start,
                "resumed", RESUMED.start,
                "past", PAST,
                "instance", service.instance(),
                "flow", service.flow()));
    }

    /** Returns the participant tokens of the customers or of the agents of some chats. */
    List<String> participantTokens(Role role, Span chats) {
        // The newest key signs.
        var keys = server.rows(database, "select id, encode(secret, 'hex') from token_key order by id desc limit 1");
        var key = Byte.parseByte(keys.getFirst().getFirst());
        var secret = HexFormat.of().parseHex(keys.getFirst().getLast());
        var ids = "select bench.%s_id(n) from generate_series(%d, %d) n".formatted(
                role.name().toLowerCase(), chats.start, chats.end - 1);
        return server.rows(database, ids).stream()
                .map(row -> participantToken(key, secret, UUID.fromString(row.getFirst())))
                .toList();
    }

    /** Returns a message of each customer. Without a ClientToken it is another message each time it is sent. */
    List<Request> messages(Span chats) {
        return connectionTokens(chats).stream()
                .map(token -> Request.ofParticipant("message", token, """
                        {"ContentType":"text/plain","Content":"Where is my order? It should have come on Monday."}"""))
                .toList();
    }

    /** Finds the pages for an operation, when first asked for them. */
    List<Request> pages(Operation operation, Function<Chats, List<Request>> finder) {
        return pages.computeIfAbsent(operation, _ -> finder.apply(this));
    }

    /** Returns the requests for the newest page of each chat. */
    List<Request> newestPages(Span chats) {
        var requests = connectionTokens(chats).stream().map(token -> page(token, "")).toList();
        requests.forEach(this::callForFullPage);
        return requests;
    }

    /** Returns the newest page of a chat, as the session and the id of each item. */
    List<List<String>> newestItems(int chat) {
        return server.rows(database, """
                select session_id, id from transcript_item
                where session_id = bench.chat_id(%d) order by sequence desc limit %d""".formatted(chat, PAGE));
    }

    /** Returns the requests for evenly spread full pages of the long chat. */
    List<Request> pagesOfLongChat(int number) {
        var token = connectionTokens(LONG).getFirst();
        var requests = new ArrayList<Request>();
        var request = page(token, "");
        for (var answer = service.call(request); size(answer) == PAGE; answer = service.call(request)) {
            requests.add(request);
            request = page(token, nextToken(answer));
        }
        return Stream.iterate(0, i -> i < requests.size(), i -> i + requests.size() / number)
                .map(requests::get)
                .toList();
    }

    /** Returns the request for the first page that begins so many sessions before the resumed chat. */
    Request pageAtDepth(int depth) {
        var token = connectionTokens(RESUMED).getFirst();
        var sessions = "select bench.past_id(n), n from generate_series(1, %d) n".formatted(PAST);
        var depths = server.rows(database, sessions).stream()
                .collect(Collectors.toMap(List::getFirst, row -> Integer.valueOf(row.getLast())));
        var request = page(token, nextToken(service.call(page(token, ""))));
        while (true) {
            var answer = callForFullPage(request);
            if (depths.get(answer.get("Transcript").get(0).get("RelatedContactId").asString()) >= depth) {
                return request;
            }
            request = page(token, nextToken(answer));
        }
    }

    private JsonNode callForFullPage(Request request) {
        var answer = service.call(request);
        if (size(answer) != PAGE) {
            throw new Failure("A page has %d items instead of %d", size(answer), PAGE);
        }
        return answer;
    }

    private List<String> connectionTokens(Span chats) {
        return connectionTokens.computeIfAbsent(chats, _ -> participantTokens(Role.CUSTOMER, chats).stream()
                .map(token -> service.call(Request.ofParticipant("connection", token, """
                        {"Type":["CONNECTION_CREDENTIALS"]}""")))
                .map(answer -> answer.get("ConnectionCredentials").get("ConnectionToken").asString())
                .toList());
    }

    static Request page(String connectionToken, String nextToken) {
        var next = nextToken.isEmpty() ? "" : ",\"NextToken\":\"" + nextToken + "\"";
        return Request.ofParticipant("transcript", connectionToken, """
                {"MaxResults":%d,"ScanDirection":"BACKWARD"%s}""".formatted(PAGE, next));
    }

    private static int size(JsonNode page) {
        return page.get("Transcript").size();
    }

    private static String nextToken(JsonNode page) {
        return page.get("NextToken").asString();
    }

    /** Returns the token that StartChatContact would have answered: the key, the participant and a seal over both. */
    private static String participantToken(byte key, byte[] secret, UUID participant) {
        var id = ByteBuffer.allocate(16)
                .putLong(participant.getMostSignificantBits())
                .putLong(participant.getLeastSignificantBits())
                .array();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((byte) 'P'); // the kind of the token
            var seal = mac.doFinal(id);
            var token = ByteBuffer.allocate(1 + id.length + seal.length).put(key).put(id).put(seal).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has this algorithm
        }
    }
}
