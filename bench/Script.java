import module java.base;

/**
 * A script of pgbench, which copies statements of the service.
 *
 * @param origins where the service has the statements, as {@code Class#member}: the lines that begin with
 *     {@code -- From:}
 * @param statements without parameters, {@code begin} and {@code commit}
 * @param transactions the number of transactions; a statement outside of {@code begin} and {@code commit} is one
 */
record Script(Path file, List<String> origins, List<String> statements, int transactions) {

    private static final Pattern BLOCK = Pattern.compile("begin|commit");

    /** The variables that the scripts have where the service has a parameter. */
    private static final List<Pattern> PARAMETERS = List.of(
            Pattern.compile("bench\\.\\w+\\([^()]*\\)"),
            Pattern.compile("now\\(\\)( [+-] interval '[^']*')?"),
            Pattern.compile("array\\[\\?, \\?]"),
            Pattern.compile("null(?= as \\w+\\))"),
            Pattern.compile("(?<!:):\\w+"),
            Pattern.compile("\\$\\d+"));

    private static final String ORIGIN = "-- From: ";

    /** Reads the script of an operation. */
    static Script of(Operation operation, Checkout checkout) throws IOException {
        var file = checkout.script(operation.script().orElseThrow());
        var lines = Files.readAllLines(file);
        var text = lines.stream()
                .filter(line -> !line.startsWith("--") && !line.startsWith("\\"))
                .collect(Collectors.joining(" "));
        var all = Stream.of(text.split(";")).map(Script::withoutParameters).filter(each -> !each.isEmpty()).toList();
        var transactions = 0;
        var isInBlock = false;
        for (var statement : all) {
            isInBlock = statement.equals("begin") || isInBlock && !statement.equals("commit");
            if (!isInBlock) {
                transactions++;
            }
        }
        var statements = all.stream().filter(each -> !BLOCK.matcher(each).matches()).toList();
        var origins = lines.stream().filter(line -> line.startsWith(ORIGIN)).map(line -> line.replace(ORIGIN, ""));
        return new Script(file, origins.toList(), statements, transactions);
    }

    /** Replaces parameters, and what stands for them in scripts, with question marks. */
    static String withoutParameters(String statement) {
        var text = statement.replaceAll("\\s+", " ").strip();
        for (var parameter : PARAMETERS) {
            text = parameter.matcher(text).replaceAll("?");
        }
        return text;
    }

    /** Fails if a {@code -- From:} line names a class or member that the sources of the service do not have. */
    void requireOrigins(Checkout checkout) throws IOException {
        var sources = checkout.root().resolve("src/main/java");
        for (var origin : origins) {
            var words = origin.split("#");
            var source = Checkout.files(sources, Integer.MAX_VALUE)
                    .filter(each -> each.getFileName().toString().equals(words[0] + ".java"))
                    .findFirst();
            if (words.length != 2
                    || source.isEmpty()
                    || !Pattern.compile("\\b" + words[1] + "\\b").matcher(Files.readString(source.get())).find()) {
                throw new Failure("""
                        bench/%s copies a statement from %s, which is not in %s.
                        Change the line "%s%s" of the script to the class and the constant or method that has it now,
                        and compare the statement.""",
                        file.getFileName(), origin, sources, ORIGIN, origin);
            }
        }
    }
}
