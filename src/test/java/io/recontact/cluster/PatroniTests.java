package io.recontact.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.consistency.HistoryChecker;
import io.recontact.testing.Node;
import io.recontact.testing.PatroniCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patroni promotes standbys under load. One node knows all servers, the other one HAProxy only. */
@Tag("cluster")
class PatroniTests {

    private static final Logger log = LoggerFactory.getLogger(PatroniTests.class);

    private static final Duration DIRECTLY_WITHIN = Duration.ofSeconds(3);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int PROGRESS = 200;
    private static final String SILENCE = "--recontact.delivery.silence=1h";

    @Test
    void losesAndDoublesNoAcknowledgedWrite() throws Exception {
        try (var cluster = PatroniCluster.start();
                var direct = Node.on(cluster.url(), cluster.username(), cluster.password(), SILENCE);
                var proxied = Node.on(cluster.proxyUrl(), cluster.username(), cluster.password(), SILENCE);
                var load = MixedLoad.start(List.of(direct, proxied))) {
            var figures = new ArrayList<String>();
            for (var kill : List.<Runnable>of(cluster::killPrimary, cluster::killPrimary, cluster::killMachine)) {
                load.awaitProgress(PROGRESS);
                var killed = System.nanoTime();
                cluster.awaitPromotion(kill);
                var promoted = System.nanoTime();
                load.expectWrites();
                var writes = load.awaitWrites();
                figures.add(
                        "promoted after %d ms, writes after %d ms more on the node that knows both servers, %d ms through HAProxy"
                                .formatted(
                                        TimeUnit.NANOSECONDS.toMillis(promoted - killed),
                                        TimeUnit.NANOSECONDS.toMillis(writes.get(0) - promoted),
                                        TimeUnit.NANOSECONDS.toMillis(writes.get(1) - promoted)));
                log.info("{}", figures.getLast());
                assertThat(writes.get(0) - promoted).isLessThan(DIRECTLY_WITHIN.toNanos());
                assertThat(Collections.max(writes) - promoted).isLessThan(WITHIN.toNanos());
                cluster.awaitStandby();
            }
            load.awaitProgress(PROGRESS);
            load.finish();

            var verdict = HistoryChecker.check(load.history());
            log.info(
                    "{}; answers {}; {} attempts, {} items kept, {} pushes",
                    figures,
                    load.client().statuses(),
                    verdict.attempts(),
                    verdict.kept(),
                    verdict.pushes());
            assertThat(load.failures()).isEmpty();
            assertThat(load.client().unexpected()).isEmpty();
            assertThat(verdict.anomalies()).isEmpty();
        }
    }
}
