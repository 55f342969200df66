package io.recontact.seed;

import io.recontact.api.InstanceId;
import io.recontact.api.UuidV7Generator;
import io.recontact.security.InProcessApi;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the service match a seed. */
@Component
class SeedApplier {

    private static final Logger log = LoggerFactory.getLogger(SeedApplier.class);

    private final InProcessApi api;
    private final SeedRepository created;
    private final UuidV7Generator ids;
    private final RequestShapes shapes = new RequestShapes();

    SeedApplier(InProcessApi api, SeedRepository created, UuidV7Generator ids) {
        this.api = api;
        this.created = created;
        this.ids = ids;
    }

    /**
     * Creates what is missing, changes what differs and, if the seed prunes, deletes what it no longer declares: all of
     * it or nothing. Writes nothing if nothing differs. Nodes that start at once take turns.
     *
     * @return the number of calls that changed something
     * @throws SeedException if the API refuses a declaration
     */
    @Transactional
    int apply(Seed seed) {
        created.lock();
        int changes = 0;
        for (var tenant : seed.instances()) {
            changes += new TenantSeeder(api, shapes, created, ids, tenant).apply(seed.prune());
        }
        log.info("The seed is applied: {}; {} changes", seed.summary(), changes);
        return changes;
    }

    /** Makes one instance match its declaration, if the seed declares it. Deletes nothing. */
    @Transactional
    void apply(Seed seed, InstanceId instance) {
        var alias = api.call("DescribeInstance", Map.of("InstanceId", instance.toString()), Map.of(), null)
                .path("Instance")
                .path("InstanceAlias")
                .asString("");
        var declared = seed.instances().stream()
                .filter(tenant -> tenant.declares(instance, alias))
                .toList();
        if (!declared.isEmpty()) {
            apply(new Seed(declared, false));
        }
    }
}
