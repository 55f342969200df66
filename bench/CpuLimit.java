import module java.base;

/** A limit to the CPU time of a service, by a control group of the kernel. Needs root. */
record CpuLimit(Path group, Service service) implements AutoCloseable {

    private static final Path UNIFIED = Path.of("/sys/fs/cgroup");
    private static final Path FIRST_VERSION = UNIFIED.resolve("cpu");
    private static final int PERIOD = 100_000; // microseconds, the kernel's default

    static CpuLimit of(Service service, double cores) {
        var quota = Math.round(cores * PERIOD);
        try {
            if (Files.exists(UNIFIED.resolve("cgroup.controllers"))) {
                var limit = new CpuLimit(group(UNIFIED, service), service);
                Files.writeString(limit.group.resolve("cpu.max"), quota + " " + PERIOD);
                return limit.begin();
            }
            var limit = new CpuLimit(group(FIRST_VERSION, service), service);
            Files.writeString(limit.group.resolve("cpu.cfs_period_us"), "" + PERIOD);
            Files.writeString(limit.group.resolve("cpu.cfs_quota_us"), "" + quota);
            return limit.begin();
        } catch (IOException e) {
            throw new Failure("The CPU of the service cannot be limited, which needs root: %s", e);
        }
    }

    private static Path group(Path parent, Service service) throws IOException {
        return Files.createDirectory(parent.resolve("recontact-bench-" + service.pid()));
    }

    private CpuLimit begin() throws IOException {
        move(group);
        return this;
    }

    private void move(Path to) throws IOException {
        Files.writeString(to.resolve("cgroup.procs"), "" + service.pid());
    }

    @Override
    public void close() throws IOException {
        move(group.getParent());
        Files.delete(group);
    }
}
