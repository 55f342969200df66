import module java.base;

/** The source of a service: its jar, and the scripts in bench/ that fit its schema. */
record Checkout(Path root) {

    Checkout {
        root = root.toAbsolutePath().normalize();
        if (!Files.exists(root.resolve("bench/fill.sql"))) {
            throw new Failure("%s is no checkout of the service: it has no bench/fill.sql", root);
        }
    }

    /** Returns the packaged service, and builds it first if it is missing or older than its sources. */
    Path jar() {
        var newestSource = Stream.of("pom.xml", "src/main", "db")
                .flatMap(name -> files(root.resolve(name), Integer.MAX_VALUE))
                .mapToLong(source -> source.toFile().lastModified())
                .max()
                .orElseThrow();
        return jars().filter(jar -> writtenAt(jar) > newestSource).findFirst().orElseGet(this::build);
    }

    /** A reproducible build gives each jar the same time of modification. */
    private static long writtenAt(Path jar) {
        try {
            return ((FileTime) Files.getAttribute(jar, "unix:ctime")).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of a script for psql or pgbench. */
    Path script(String name) {
        return root.resolve("bench", name);
    }

    String commit() {
        try {
            return Processes.output(Map.of(), "git", "-C", root, "describe", "--always", "--dirty").strip();
        } catch (Failure _) { // an unpacked archive
            return "unknown";
        }
    }

    private Path build() {
        RunLog.say("Build %s", root);
        var pom = root.resolve("pom.xml");
        Processes.output(Map.of(), root.resolve("mvnw"), "-q", "-B", "-f", pom, "package", "-Dmaven.test.skip=true");
        return jars().findFirst().orElseThrow();
    }

    private Stream<Path> jars() {
        return files(root.resolve("target"), 1)
                .filter(file -> file.getFileName().toString().matches("recontact-.*\\.jar"));
    }

    /** Returns the regular files below a path, or itself; none if it does not exist. */
    static Stream<Path> files(Path top, int depth) {
        if (!Files.exists(top)) {
            return Stream.empty();
        }
        try (var files = Files.walk(top, depth)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
