package io.recontact.metrics;

/** The rows that a metric is computed from. A row counts in the interval of its time {@code at}. */
enum Source {

    /** Contacts, at the time of their end. */
    ENDED("""
            select contact_metric.*, ended_at as at
            from contact_metric
            where instance_id = :instance and ended_at >= :start and ended_at < :end
            """),

    /** Contacts, at the time of their initiation; live ones too. */
    CREATED(milestone("initiated_at")),

    /** Contacts, at the time when they entered their queue; live ones too. */
    ENQUEUED(milestone("enqueued_at")),

    /** Contacts, at the time when their agent accepted them; live ones too. */
    CONNECTED(milestone("connected_to_agent_at")),

    /** Offers to agents, at the time when they were answered, missed, or withdrawn. */
    OFFERED("""
            select offer.*, offer.until as at, initiation.initiation_method,
                   extract(epoch from offer.until - offer.since) as connecting_seconds
            from agent_activity_history offer
            join contact_initiation initiation on initiation.contact_id = offer.contact_id
            where offer.instance_id = :instance and offer.activity = 'CONNECTING'
              and tstzrange(offer.since, offer.until) && tstzrange(cast(:start as timestamptz), cast(:end as timestamptz))
              and offer.until >= :start and offer.until < :end
            """),

    /** The time of agents, cut at the borders of intervals; one row for each agent and interval. */
    AGENT_TIME("""
            select agent_id, routing_profile_id, hierarchy_groups, at, seconds_of(online) as online_seconds,
                   seconds_of(custom) as custom_seconds, error_seconds,
                   seconds_of(routable * working) as contact_seconds,
                   seconds_of(routable - engaged) as idle_seconds
            from (
                select agent_id, routing_profile_id, hierarchy_groups, bucket.since as at,
                       coalesce(range_agg(span) filter (where activity in ('ROUTABLE', 'CUSTOM')), '{}') as online,
                       coalesce(range_agg(span) filter (where activity = 'ROUTABLE'), '{}') as routable,
                       coalesce(range_agg(span) filter (where activity = 'CUSTOM'), '{}') as custom,
                       coalesce(range_agg(span) filter (where activity in ('CONNECTED', 'ENDED')), '{}') as working,
                       coalesce(
                           range_agg(span) filter (where activity in ('CONNECTING', 'CONNECTED', 'ENDED')),
                           '{}') as engaged,
                       coalesce(
                           sum(extract(epoch from upper(span) - lower(span)))
                               filter (where activity in ('MISSED', 'REJECTED')),
                           0) as error_seconds
                from agent_activity_history past
                cross join lateral generate_series(
                    greatest(width_bucket(past.since, {starts}), 1), width_bucket(past.until, {starts})) number
                cross join lateral (select ({starts})[number] as since, ({ends})[number] as until) bucket
                cross join lateral (
                    select tstzrange(greatest(past.since, bucket.since), least(past.until, bucket.until)) as span) part
                where past.instance_id = :instance and past.until > bucket.since
                  and tstzrange(past.since, past.until) && tstzrange(cast(:start as timestamptz), cast(:end as timestamptz))
                  and {filters}
                group by agent_id, routing_profile_id, hierarchy_groups, bucket.since
            ) agent_time
            """);

    /** The starts of the intervals. A subquery, which PostgreSQL evaluates once and not for each row. */
    static final String STARTS = "(select cast(:starts as timestamptz[]))";

    private static final String ENDS = "(select cast(:ends as timestamptz[]))";

    private final String rows;

    Source(String rows) {
        this.rows = rows;
    }

    private static String milestone(String time) {
        return """
                select contact_milestone.*, {time} as at, profile.routing_profile_id
                from contact_milestone
                left join user_routing_profile profile on profile.user_id = contact_milestone.agent_id
                where instance_id = :instance and {time} >= :start and {time} < :end
                """.replace("{time}", time);
    }

    /** Returns the statement that reads the rows, with the conditions of the filters where they apply first. */
    String rows(String filters) {
        return rows.replace("{filters}", filters).replace("{starts}", STARTS).replace("{ends}", ENDS);
    }
}
